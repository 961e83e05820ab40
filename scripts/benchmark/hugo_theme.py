"""The peer's minimal theme: the same parts as our pages, in Hugo's template language."""

from __future__ import annotations

from typing import Final

CONFIG: Final = """\
baseURL: https://www.example.gov.cn/
title: 示例市政府信息公开平台
languageCode: zh-CN
uglyURLs: true
disableKinds: [RSS]
pagination: {pagerSize: 30, disableAliases: true}
taxonomies: {organ: organ, topic: topics, state: validity, class: statutory}
outputs: {home: [html, json]}
outputFormats: {json: {baseName: inventory}}
markup: {goldmark: {renderer: {unsafe: true}}, tableOfContents: {ordered: true}}
params:
  banners:
    尚未生效: {tone: amber, head: 本文件尚未生效, text: 施行日期见下表。}
    已被修改: {tone: amber, head: 本文件已被修改, text: 以下为修改前的文本，请与修改它的文件一并阅读。}
    部分废止: {tone: red, head: 本文件部分废止, text: 其余仍然有效。以下为原文。}
    废止: {tone: red, head: 本文件已废止，不再有效, text: 以下为废止前的文本，仅供查考。}
    失效: {tone: red, head: 本文件已失效，不再有效, text: 有效期已经届满。以下文本仅供查考。}
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
"publisher" (dict "@type" "GovernmentOrganization" "name" .Params.issuer) \
"about" (replace .Params.topic "/" "\\\\") "isAccessibleForFree" true "abstract" .Params.summary \
"legislationIdentifier" (.Params.doc_no | default .Params.index_no) \
"legislationType" .Params.genre "legislationDate" .Params.written_on \
"legislationDateVersion" (.Params.effective | default .Params.written_on) \
"legislationPassedBy" (slice (dict "@type" "GovernmentOrganization" "name" .Params.issuer)) \
"legislationLegalForce" "https://schema.org/InForce" | jsonify | safeJS }}</script>
=====
<nav class="gk-crumb" aria-label="所在位置"><ol>
<li><a href="/index.html">首页</a></li>
<li><a href="{{ .FirstSection.RelPermalink }}">{{ .FirstSection.Title }}</a></li>
<li><a href="{{ .CurrentSection.RelPermalink }}">{{ .CurrentSection.Title }}</a></li>
<li aria-current="page">正文</li>
</ol></nav>
<article class="gk-record" data-kind="{{ .Section }}">
<h1>{{ .Title }}</h1>
{{ $state := .Params.state }}{{ with index site.Params.banners $state }}\
<div class="gk-banner gk-banner--{{ .tone }}" role="note">
<p class="gk-banner-head">{{ .head }}</p>
<p>{{ .text }}</p></div>
{{ end }}\
<table class="gk-meta" data-part="meta" role="table"><caption class="gk-unseen">文件信息</caption>\
<tbody role="rowgroup">
<tr role="row" class="gk-meta-title"><th scope="row" role="rowheader">标题</th>\
<td role="cell" colspan="3">{{ .Title }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">索引号</th>\
<td role="cell">{{ .Params.index_no }}</td>\
<th scope="row" role="rowheader">主题分类</th><td role="cell">{{ range .GetTerms "topics" }}\
<a href="{{ .RelPermalink }}">{{ replace $.Params.topic "/" "\\\\" }}</a>{{ end }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">发文机关</th>\
<td role="cell">{{ range .GetTerms "organ" }}\
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td>\
<th scope="row" role="rowheader">成文日期</th>\
<td role="cell">{{ time.Format "2006年01月02日" .Params.written_on }}</td></tr>
<tr role="row">{{ if or .Params.doc_no $state }}<th scope="row" role="rowheader">发文字号</th>\
<td role="cell">{{ .Params.doc_no | default "原文无发文字号" }}</td>{{ end }}\
<th scope="row" role="rowheader">发布日期</th><td role="cell">{{ .Params.published }}</td></tr>
{{ if $state }}<tr role="row"><th scope="row" role="rowheader">有效性</th>\
<td role="cell">{{ range .GetTerms "validity" }}<a href="{{ .RelPermalink }}">\
<span class="gk-chip gk-chip--{{ index $.Params.validity 0 }}">{{ .Title }}</span></a>{{ end }}</td>\
<th scope="row" role="rowheader">实施日期</th>\
<td role="cell">{{ with .Params.effective }}{{ time.Format "2006年01月02日" . }}{{ end }}</td></tr>
{{ end }}{{ with .Params.reg_no }}\
<tr role="row"><th scope="row" role="rowheader">登记编号</th><td role="cell">{{ . }}</td>\
{{ with $.Params.expires_on }}<th scope="row" role="rowheader">有效期届满日</th>\
<td role="cell">{{ time.Format "2006年01月02日" . }}</td>{{ end }}</tr>
{{ end }}\
<tr role="row"><th scope="row" role="rowheader">公开方式</th><td role="cell">主动公开</td>\
<th scope="row" role="rowheader">公文种类</th><td role="cell">{{ .Params.genre }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">法定主动公开类别</th>\
<td role="cell">{{ range .GetTerms "statutory" }}\
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</td>\
<th scope="row" role="rowheader">来源</th><td role="cell">{{ .Params.source }}</td></tr>
<tr role="row"><th scope="row" role="rowheader">主题词</th>\
<td role="cell">{{ delimit .Params.words "；" }}</td>\
{{ if $state }}<th scope="row" role="rowheader">刊登于</th>\
<td role="cell" class="gk-missing">未在政府公报刊登</td>{{ end }}</tr>
</tbody></table>
<div class="gk-take"><p class="gk-tools">\
<button type="button" class="gk-button" data-gk-do="smaller" hidden>字号 −</button>\
<button type="button" class="gk-button" data-gk-do="larger" hidden>字号 +</button>\
<button type="button" class="gk-button" data-gk-do="print" hidden>打印</button>\
<a class="gk-button" href="#gk-cite">引用</a></p>
</div>
<div class="gk-split">
{{ if gt (len .Fragments.Identifiers) 2 }}\
<details class="gk-toc" data-gk-wide><summary>本文目录</summary>\
{{ .TableOfContents }}</details>
{{ end }}\
<div class="gk-text">
{{ with .Params.form }}<dl class="gk-facts">
<div><dt>解读形式</dt><dd>{{ . }}</dd></div>
<div><dt>解读人身份</dt><dd>{{ $.Params.role }}</dd></div>
</dl>
{{ end }}\
<div class="gk-body md-typeset" data-part="body">
{{ .Content }}</div>
<section class="gk-cite"><h2 id="gk-cite">引用本文</h2>
<p data-gk-cite>{{ .Params.issuer }}. {{ .Title }}{{ with .Params.doc_no }}: {{ . }}{{ end }}[A/OL]. \
({{ .Date.Format "2006-01-02" }}). {{ .Permalink }}.</p>
<p><button type="button" class="gk-button" data-gk-do="cite" hidden>复制引用格式</button> \
<span class="gk-note">按GB/T 7714著录；引用时请补上引用日期。</span> \
<span role="status" data-gk-status></span></p>
</section>
</div>
<div class="gk-side">
<section class="gk-relations"><h2 id="gk-relations">相关文件</h2>
{{ with .Params.related }}<dl>
{{ range . }}<dt>{{ .label }}</dt>
{{ range .ends }}{{ $touched := .touched }}{{ with site.GetPage .page }}\
<dd><a href="{{ .RelPermalink }}">{{ .Title }}</a>\
{{ if not (in (slice "" "有效") .Params.state) }}\
<span class="gk-chip gk-chip--{{ index .Params.validity 0 }}">{{ .Params.state }}</span>{{ end }}\
<span class="gk-note">（{{ with .Params.doc_no }}{{ . }}，{{ end }}{{ .Params.written_on }}\
{{ with $touched }}，{{ . }}{{ end }}）</span></dd>{{ end }}{{ end }}{{ end }}</dl>
{{ else }}<p>{{ if $state }}没有修改或废止本文件的文件。{{ else }}没有登记相关文件。{{ end }}</p>
{{ end }}</section>
{{ if $state }}<section class="gk-history"><h2 id="gk-history">文件经历</h2>
<ol>
<li><time datetime="{{ .Params.written_on }}">{{ .Params.written_on }}</time> <span>成文</span></li>
{{ with .Date.Format "2006-01-02" }}\
<li><time datetime="{{ . }}">{{ . }}</time> <span>发布</span></li>
{{ end }}{{ with .Params.effective }}\
<li><time datetime="{{ . }}">{{ . }}</time> <span>施行</span></li>
{{ end }}{{ with .Params.expires_on }}\
<li><time datetime="{{ . }}">{{ . }}</time> <span>有效期届满</span></li>
{{ end }}</ol></section>
{{ end }}</div>
</div>
</article>
"""
)

LIST: Final = (
    _HEAD
    + """<meta name="description" content="\
{{ .Description | default .FirstSection.Description }}">
=====
{{ $column := .FirstSection }}\
{{ $isYear := and .IsSection (ne .CurrentSection $column) }}\
{{ $title := .Title }}{{ if $isYear }}{{ $title = printf "%s（%s）" $column.Title .Title }}{{ end }}\
<nav class="gk-crumb" aria-label="所在位置"><ol>
<li><a href="/index.html">首页</a></li>
{{ if $isYear }}<li><a href="{{ $column.RelPermalink }}">{{ $column.Title }}</a></li>
{{ end }}<li aria-current="page">{{ .Title }}</li>
</ol></nav>
<h1>{{ $title }}</h1>
<p class="gk-lead">{{ if $isYear }}{{ $column.Description }}{{ else }}{{ .Description }}{{ end }}</p>
{{ $pages := slice }}{{ $pager := false }}{{ $total := 0 }}{{ $isFirst := true }}\
{{ if .IsHome }}{{ $pages = first 30 site.RegularPages }}{{ $total = len site.RegularPages }}\
{{ else if and .IsSection .Sections }}{{ $all := .RegularPagesRecursive }}\
{{ $pages = first 30 $all }}{{ $total = len $all }}\
{{ else if ne .Kind "taxonomy" }}{{ $pager = .Paginate .RegularPages }}\
{{ $pages = $pager.Pages }}{{ $total = $pager.TotalNumberOfElements }}\
{{ $isFirst = eq $pager.PageNumber 1 }}{{ end }}\
<div class="gk-browse">
<div class="gk-aside">
{{ partialCached "left.html" . .Section }}\
{{ if $isFirst }}<details class="gk-filter" data-gk-wide><summary>筛选</summary>
{{ if and .IsSection $column.Sections }}\
{{ partialCached "years.html" $column $column.Path }}{{ end }}\
{{ if not $isYear }}{{ partialCached "classes.html" . }}{{ end }}</details>
{{ end }}</div>
<div class="gk-found">
<p class="gk-total">共<strong>{{ $total }}</strong>件\
{{ if lt (len $pages) $total }}，本页{{ len $pages }}件{{ end }}</p>
{{ with cond $isYear $column (cond (eq .Kind "term") .Parent false) }}\
<ul class="gk-chosen" aria-label="已选条件">
<li><a class="gk-chosen-value" href="{{ .RelPermalink }}">\
{{ if $isYear }}年份{{ else }}{{ .Title }}{{ end }}：{{ $.Title }} <span aria-hidden="true">×</span>\
<span class="gk-unseen">（去掉这个条件）</span></a></li>
<li><a href="{{ .RelPermalink }}">清除全部</a></li>
</ul>
{{ end }}\
{{ with $pages }}\
<p class="gk-rowhead" aria-hidden="true"><span>标题、发文字号、发文机关</span>\
<span>有效性</span><span>发布日期</span></p>
<ul class="gk-rows">
{{ range . }}{{ $day := .Date.Format "2006-01-02" }}<li class="gk-row">
<p class="gk-row-title"><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>
<p class="gk-row-note">{{ with .Params.doc_no }}<span class="gk-no">{{ . }}</span>{{ end }}\
<span>{{ .Params.issuer }}</span></p>
<p class="gk-row-summary">{{ .Params.summary }}</p><p class="gk-row-state">\
{{ if .Params.state }}<span class="gk-chip gk-chip--{{ index .Params.validity 0 }}">\
{{ .Params.state }}</span>{{ end }}</p>
<time datetime="{{ $day }}">{{ $day }}</time>
</li>
{{ end }}</ul>
{{ else }}<p class="gk-empty">这里还没有公开的文件。\
<a href="/inventory.html">查看全部已公开文件的数量</a></p>
{{ end }}\
{{ with $pager }}{{ if gt .TotalPages 1 }}{{ $here := .PageNumber }}\
{{ $skip := int (math.Max 0 (sub $here 4)) }}\
{{ $near := first (sub (add $here 3) $skip) (after $skip .Pagers) }}\
<nav class="gk-pager" aria-label="分页"><ul>
{{ if $skip }}<li><a href="{{ .First.URL }}">1</a></li>
{{ end }}{{ range $near }}<li><a href="{{ .URL }}"\
{{ if eq .PageNumber $here }} aria-current="page"{{ end }}>{{ .PageNumber }}</a></li>
{{ end }}{{ if lt (add $here 3) .TotalPages }}\
<li><a href="{{ .Last.URL }}">{{ .TotalPages }}</a></li>
{{ end }}</ul></nav>
{{ end }}{{ end }}</div>
</div>
"""
)

_COUNT: Final = """\
<li>{{ if .held }}<a href="{{ .page.RelPermalink }}">{{ .page.Title }}</a>\
{{ else }}<span class="gk-none">{{ .page.Title }}</span>{{ end }}\
<span class="gk-count">{{ .held }}</span></li>
"""

PARTIALS: Final = {
    "left.html": """\
{{ $here := .Section }}<nav class="gk-left" aria-label="平台栏目"><ul>
{{ range site.Params.entries }}<li><a href="{{ .address }}"\
{{ if eq .id $here }} aria-current="true"{{ end }}>{{ .name }}</a>
{{ with .under }}<ul>
{{ range . }}<li><a href="{{ .address }}"\
{{ if eq .id $here }} aria-current="true"{{ end }}>{{ .name }}</a></li>
{{ end }}</ul>
{{ end }}</li>
{{ end }}</ul></nav>
""",
    "years.html": """\
{{ $counts := slice }}{{ range .Sections.ByTitle.Reverse }}\
{{ $counts = $counts | append (dict "page" . "held" (len .RegularPages)) }}{{ end }}\
{{ partial "facet.html" (dict "name" "年份" "counts" $counts) }}""",
    "classes.html": """\
{{ range slice "validity" "topics" "organ" }}{{ $counts := slice }}\
{{ with site.GetPage . }}{{ range .Pages.ByWeight }}\
{{ $counts = $counts | append (dict "page" . "held" (len .RegularPages)) }}{{ end }}\
{{ partial "facet.html" (dict "name" .Title "counts" $counts) }}{{ end }}{{ end }}""",
    "facet.html": """\
{{ $total := 0 }}{{ range .counts }}{{ $total = add $total .held }}{{ end }}\
{{ $shown := cond (gt (len .counts) 10) 8 10 }}\
<details class="gk-facet" open><summary>{{ .name }} \
<span class="gk-count">共{{ $total }}件</span></summary><ul>
{{ range first $shown .counts }}"""
    + _COUNT
    + """\
{{ end }}</ul>
{{ with after $shown .counts }}\
<details class="gk-rest"><summary>其余{{ len . }}项</summary><ul>
{{ range . }}"""
    + _COUNT
    + """\
{{ end }}</ul></details>
{{ end }}</details>
""",
}

INVENTORY: Final = """\
[{{ range $n, $page := site.RegularPages }}{{ if $n }},
{{ end }}{{ dict "id" .Path "url" .RelPermalink "title" .Title "kind" .Section \
"column" .Section "issuer" .Params.issuer "index_no" .Params.index_no \
"doc_no" .Params.doc_no "written_on" .Params.written_on "published_at" .Params.published \
"topic" .Params.topic "summary" .Params.summary "validity" .Params.state | jsonify }}{{ end }}]
"""
