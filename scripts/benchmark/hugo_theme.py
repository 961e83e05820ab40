"""The peer's minimal theme: the same parts as our pages, in Hugo's template language."""

from __future__ import annotations

from typing import Final

CONFIG: Final = """\
baseURL: https://www.example.gov.cn/
title: 示例市政府信息公开平台
languageCode: zh-CN
uglyURLs: true
disableKinds: [RSS]
pagination: {pagerSize: 30}
taxonomies: {organ: organ, topic: topics, state: validity, class: statutory}
outputs: {home: [html, json]}
outputFormats: {json: {baseName: inventory}}
markup: {goldmark: {renderer: {unsafe: true}}}
"""

_HEAD: Final = """\
<title>{{ .Title }} - {{ site.Title }}</title><link rel="canonical" href="{{ .Permalink }}">"""

RECORD: Final = (
    _HEAD
    + """\
<meta name="ArticleTitle" content="{{ .Title }}">\
<meta name="PubDate" content="{{ .Params.published }}">\
<meta name="ContentSource" content="{{ .Params.source }}">\
<meta name="Keywords" content="{{ delimit .Params.words "," }}">\
<meta name="Description" content="{{ .Params.summary }}">\
<meta name="Url" content="{{ .Permalink }}">\
<script type="application/ld+json">{{ dict "@context" "https://schema.org" \
"@type" "Legislation" "name" .Title "headline" .Title "url" .Permalink "inLanguage" "zh-CN" \
"datePublished" (.Date.Format "2006-01-02T15:04-07:00") \
"publisher" (dict "@type" "GovernmentOrganization" "name" (index .Params.organ 0)) \
"about" .Params.topic "isAccessibleForFree" true "abstract" .Params.summary \
"legislationIdentifier" (.Params.doc_no | default .Params.index_no) \
"legislationType" .Params.genre "legislationDate" .Params.written_on \
"legislationDateVersion" (.Params.effective | default .Params.written_on) \
"legislationPassedBy" (slice (dict "@type" "GovernmentOrganization" "name" (index .Params.organ 0))) \
"legislationLegalForce" "https://schema.org/InForce" | jsonify | safeJS }}</script>
=====
<nav class="gk-crumb" aria-label="所在位置"><ol>
<li><a href="../../index.html">首页</a></li>
<li><a href="{{ .FirstSection.RelPermalink }}">{{ .FirstSection.Title }}</a></li>
<li><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></li>
<li aria-current="page">正文</li>
</ol></nav>
<article class="gk-record" data-kind="{{ .Section }}">
<h1>{{ .Title }}</h1>
<table class="gk-meta" data-part="meta" role="table"><caption class="gk-unseen">文件信息</caption><tbody role="rowgroup">
<tr role="row" class="gk-meta-title"><th scope="row" role="rowheader">标题</th><td role="cell" colspan="3">{{ .Title }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">索引号</th><td role="cell">{{ .Params.index_no }}</td>\
<th scope="row" role="rowheader">主题分类</th><td role="cell">{{ range .GetTerms "topics" }}\
<a href="{{ .RelPermalink }}">{{ $.Params.topic }}</a>{{ end }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">发文机关</th><td role="cell">{{ range .GetTerms "organ" }}\
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td>\
<th scope="row" role="rowheader">成文日期</th><td role="cell">{{ .Params.written_on }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">发文字号</th><td role="cell">{{ .Params.doc_no | default "原文无发文字号" }}</td>\
<th scope="row" role="rowheader">发布日期</th><td role="cell">{{ .Params.published }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">有效性</th><td role="cell">{{ range .GetTerms "validity" }}\
<a href="{{ .RelPermalink }}"><span class="gk-chip">{{ .Title }}</span></a>{{ end }}</td>\
<th scope="row" role="rowheader">实施日期</th><td role="cell">{{ .Params.effective }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">公开方式</th><td role="cell">主动公开</td>\
<th scope="row" role="rowheader">公文种类</th><td role="cell">{{ .Params.genre }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">法定主动公开类别</th><td role="cell">{{ range .GetTerms "statutory" }}\
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td>\
<th scope="row" role="rowheader">来源</th><td role="cell">{{ .Params.source }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">主题词</th><td role="cell">{{ delimit .Params.words "；" }}</td></tr>
</tbody></table>
<div class="gk-take"><p class="gk-tools">\
<button type="button" class="gk-button" data-gk-do="smaller" hidden>字号 −</button>\
<button type="button" class="gk-button" data-gk-do="larger" hidden>字号 +</button>\
<button type="button" class="gk-button" data-gk-do="print" hidden>打印</button>\
<a class="gk-button" href="#gk-cite">引用</a></p></div>
<div class="gk-split">
{{ if gt (len .Fragments.Headings) 2 }}<details class="gk-toc" data-gk-wide>\
<summary>本文目录</summary><nav aria-label="本文目录">{{ .TableOfContents }}</nav></details>{{ end }}
<div class="gk-text">
<div class="gk-body md-typeset" data-part="body">
{{ .Content }}</div>
<section class="gk-cite"><h2 id="gk-cite">引用本文</h2>
<p data-gk-cite>{{ index .Params.organ 0 }}. {{ .Title }}{{ with .Params.doc_no }}: {{ . }}{{ end }}\
[A/OL]. ({{ .Date.Format "2006-01-02" }}). {{ .Permalink }}.</p>
<p><button type="button" class="gk-button" data-gk-do="cite" hidden>复制引用格式</button></p></section>
</div>
<div class="gk-side">
<section class="gk-relations"><h2 id="gk-relations">相关文件</h2>
{{ with .Params.related }}<dl>{{ range . }}{{ with site.GetPage . }}\
<dd><a href="{{ .RelPermalink }}">{{ .Title }}</a>\
<span class="gk-note">（{{ .Params.doc_no }}，{{ .Params.written_on }}）</span></dd>{{ end }}{{ end }}</dl>
{{ else }}<p>没有修改或废止本文件的文件。</p>{{ end }}</section>
<section class="gk-history"><h2 id="gk-history">文件经历</h2><ol>
<li><time datetime="{{ .Params.written_on }}">{{ .Params.written_on }}</time> 成文</li>
<li><time datetime="{{ .Params.published }}">{{ .Params.published }}</time> 发布</li>
{{ with .Params.effective }}<li><time datetime="{{ . }}">{{ . }}</time> 施行</li>{{ end }}
</ol></section>
</div>
</div>
</article>
"""
)

LIST: Final = (
    _HEAD
    + """
=====
<nav class="gk-crumb" aria-label="所在位置"><ol>
<li><a href="../index.html">首页</a></li>
<li aria-current="page">{{ .Title }}</li>
</ol></nav>
<h1>{{ .Title }}</h1>
{{ $years := slice }}{{ $pages := slice }}{{ $pager := false }}
{{ if .IsHome }}{{ $pages = first 30 site.RegularPages }}{{ $years = .Sections }}
{{ else if and .IsSection .Sections }}\
{{ $pages = first 30 .RegularPagesRecursive }}{{ $years = .Sections }}
{{ else if eq .Kind "taxonomy" }}{{ $years = .Pages }}
{{ else }}{{ $pager = .Paginate .RegularPages }}{{ $pages = $pager.Pages }}{{ end }}
<div class="gk-browse">
<div class="gk-aside">
{{ partialCached "left.html" . .FirstSection.Section }}
{{ with $years }}<details class="gk-filter" data-gk-wide><summary>筛选</summary>
<details class="gk-facet" open><summary>年份</summary><ul>
{{ range . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>\
<span class="gk-count">{{ len .RegularPages }}</span></li>
{{ end }}</ul></details>
{{ partialCached "facets.html" $ }}</details>{{ end }}
</div>
<div class="gk-found">
<p class="gk-total">共{{ len .RegularPagesRecursive }}件</p>
<p class="gk-rowhead" aria-hidden="true"><span>标题、发文字号、发文机关</span><span>有效性</span><span>发布日期</span></p>
<ul class="gk-rows">
{{ range $pages }}<li class="gk-row">
<p class="gk-row-title"><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>
<p class="gk-row-note">{{ with .Params.doc_no }}<span class="gk-no">{{ . }}</span> {{ end }}\
<span>{{ index .Params.organ 0 }}</span></p>
<p class="gk-row-summary">{{ .Params.summary }}</p>
<p class="gk-row-state">{{ range .Params.validity }}<span class="gk-chip">{{ . }}</span>{{ end }}</p>\
<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time>
</li>
{{ end }}</ul>
{{ with $pager }}{{ $skip := int (math.Max 0 (sub .PageNumber 4)) }}\
<nav class="gk-pager" aria-label="分页"><ul>
<li><a href="{{ .First.URL }}">1</a></li>
{{ range first 7 (after $skip .Pagers) }}<li><a href="{{ .URL }}">{{ .PageNumber }}</a></li>
{{ end }}<li><a href="{{ .Last.URL }}">{{ .TotalPages }}</a></li>
</ul></nav>{{ end }}
</div>
</div>
"""
)

LEFT: Final = """\
<nav class="gk-left" aria-label="平台栏目"><ul>
{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></nav>
"""

FACETS: Final = """\
{{ range $name := slice "validity" "topics" "organ" }}<details class="gk-facet" open>\
<summary>{{ $name }}</summary><ul>
{{ range $value, $held := index site.Taxonomies $name }}\
<li><a href="{{ $held.Page.RelPermalink }}">{{ $held.Page.Title }}</a>\
<span class="gk-count">{{ len $held }}</span></li>
{{ end }}</ul></details>
{{ end }}"""
"""Counts of the whole library, made once."""

INVENTORY: Final = """\
[{{ range $n, $page := site.RegularPages }}{{ if $n }},
{{ end }}{{ dict "id" .Path "url" .RelPermalink "title" .Title "kind" .Section \
"column" .Section "issuer" (index .Params.organ 0) "index_no" .Params.index_no \
"doc_no" .Params.doc_no "written_on" .Params.written_on "published_at" .Params.published \
"topic" .Params.topic "summary" .Params.summary "validity" .Params.validity | jsonify }}{{ end }}]
"""
