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
<table class="gk-meta" data-part="meta"><caption class="gk-unseen">文件信息</caption><tbody>
<tr><th scope="row">标题</th><td colspan="3">{{ .Title }}</td></tr>
<tr><th scope="row">索引号</th><td>{{ .Params.index_no }}</td>\
<th scope="row">主题分类</th><td>{{ range .GetTerms "topics" }}\
<a href="{{ .RelPermalink }}">{{ $.Params.topic }}</a>{{ end }}</td></tr>
<tr><th scope="row">发文机关</th><td>{{ range .GetTerms "organ" }}\
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td>\
<th scope="row">成文日期</th><td>{{ .Params.written_on }}</td></tr>
<tr><th scope="row">发文字号</th><td>{{ .Params.doc_no | default "原文无发文字号" }}</td>\
<th scope="row">发布日期</th><td>{{ .Params.published }}</td></tr>
<tr><th scope="row">有效性</th><td>{{ range .GetTerms "validity" }}\
<a href="{{ .RelPermalink }}"><span class="gk-chip">{{ .Title }}</span></a>{{ end }}</td>\
<th scope="row">实施日期</th><td>{{ .Params.effective }}</td></tr>
<tr><th scope="row">公开方式</th><td>主动公开</td>\
<th scope="row">公文种类</th><td>{{ .Params.genre }}</td></tr>
<tr><th scope="row">法定主动公开类别</th><td>{{ range .GetTerms "statutory" }}\
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td>\
<th scope="row">来源</th><td>{{ .Params.source }}</td></tr>
<tr><th scope="row">主题词</th><td>{{ delimit .Params.words "；" }}</td></tr>
</tbody></table>
<div class="gk-split">
<div class="gk-text">
<div class="gk-body md-typeset" data-part="body">
{{ .Content }}</div>
</div>
<aside class="gk-side" aria-label="文件关系">
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
</aside>
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
{{ with $years }}<nav class="gk-facet" aria-label="按年份"><h2>年份</h2><ul>
{{ range . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> \
<span class="gk-count">{{ len .RegularPages }}</span></li>
{{ end }}</ul></nav>{{ end }}
<div class="gk-found">
<p class="gk-total">共{{ len .RegularPagesRecursive }}件</p>
<ul class="gk-rows">
{{ range $pages }}<li class="gk-row">
<p class="gk-row-title"><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>
<p class="gk-row-note">{{ with .Params.doc_no }}<span class="gk-no">{{ . }}</span> {{ end }}\
<span>{{ index .Params.organ 0 }}</span></p>
<p class="gk-row-summary">{{ .Params.summary }}</p>
<p class="gk-row-state">{{ range .Params.validity }}<span class="gk-chip">{{ . }}</span>{{ end }}\
<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006-01-02" }}</time></p>
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

INVENTORY: Final = """\
[{{ range $n, $page := site.RegularPages }}{{ if $n }},
{{ end }}{{ dict "id" .Path "url" .RelPermalink "title" .Title "kind" .Section \
"column" .Section "issuer" (index .Params.organ 0) "index_no" .Params.index_no \
"doc_no" .Params.doc_no "written_on" .Params.written_on "published_at" .Params.published \
"topic" .Params.topic "summary" .Params.summary "validity" .Params.validity | jsonify }}{{ end }}]
"""
