"""HTML pages: main text, metadata, and the posts of live pages by outlets of all kinds."""

# ruff: noqa: E501 (mark-up is readable only where a tag is not broken)

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.parsing.formats.reading import read_page
from reader.parsing.model import LineRole, Page
from store.errors import FileUnusable
from store.records import DaySource, Layout

NEWS = "The harbour minister said that talks about the port, now in their third week, would go on."
MORE = "Her colleague from the north was less hopeful, and said that the ships had left already."
LAST = "Nobody in the town knew on Monday when the port would open again, or for whom, or why."


def page(html: str, day: date | None = None) -> Page:
    return read_page(html.encode(), "saved.html", given_day=day, given_outlet=None)


def texts(of: Page) -> list[str]:
    return [line.text for line in of.lines if line.role is LineRole.TEXT]


def linked(**thing: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


ARTICLE = f"""<!DOCTYPE html><html lang="en"><head><title>Port talks go on | CNN</title>
{{head}}</head><body>
<nav><ul><li><a href="/a">World</a></li><li><a href="/b">Business</a></li></ul></nav>
<div class="wrap"><h1>Port talks go on</h1><div class="byline">By Anna Bell</div>
<div class="story"><p>{NEWS}</p><figure><img><figcaption>A port, seen from above.</figcaption></figure>
<p>{MORE}</p><h2>What comes next</h2><p>{LAST}</p>
<ul class="similarLinks"><li><a href="/c">Another story about ships that went away</a></li></ul></div></div>
<div class="comments"><p>I do not believe a word of what this minister says, and never did.</p></div>
<footer><p>All rights of this page are reserved by the people who made it, for ever.</p></footer>
</body></html>"""


def test_the_main_text_is_taken_and_nothing_else() -> None:
    assert texts(page(ARTICLE.format(head=""))) == [NEWS, MORE, LAST]


def test_title_and_section_headings_are_headings() -> None:
    headings = [x.text for x in page(ARTICLE.format(head="")).lines if x.role is LineRole.HEADING]
    assert headings == ["Port talks go on", "What comes next"]


def test_an_html_page_has_lines_of_its_own() -> None:
    assert not page(ARTICLE.format(head="")).has_source_lines


def test_the_day_is_that_of_the_page_s_own_zone() -> None:
    stamp = "2025-11-27T23:30:00-05:00"
    head = linked(
        **{"@type": "NewsArticle", "headline": "Port talks go on", "datePublished": stamp}
    )
    fact = page(ARTICLE.format(head=head)).fact
    assert (fact.day, fact.source) == (date(2025, 11, 27), DaySource.METADATA)
    assert fact.published == datetime.fromisoformat(stamp)


def test_broken_json_is_passed_over() -> None:
    head = '<script type="application/ld+json">{"@type": </script><meta property="article:published_time" content="2025-11-27T08:00:00Z">'
    assert page(ARTICLE.format(head=head)).fact.day == date(2025, 11, 27)


def test_control_characters_in_entities_are_made_visible() -> None:
    html = ARTICLE.format(head="").replace("third week", "third &#27;[31m week&#x202e;")
    assert "\x1b" not in texts(page(html))[0]
    assert "\u202e" not in texts(page(html))[0]


def test_paragraphs_without_paragraph_elements_are_read() -> None:
    html = f"<html><body><div><div>{NEWS}</div><div>{MORE}</div>{LAST}<br><br>{NEWS} Again.</div></body></html>"
    assert texts(page(html)) == [NEWS, MORE, LAST, f"{NEWS} Again."]


def test_the_text_in_json_stands_in_for_an_empty_page() -> None:
    body = f"<p>{NEWS}</p><p>{MORE}</p><p>{LAST}</p>"
    head = linked(**{"@type": "NewsArticle", "headline": "Port talks", "articleBody": body})
    assert texts(page(f"<html><head>{head}</head><body><div id=app></div></body></html>")) == [
        NEWS, MORE, LAST,
    ]  # fmt: skip


def test_a_home_page_is_refused() -> None:
    teasers = "".join(
        f'<div><h3><a href="/{n}">Minister {n} says no to the new port</a></h3><p>{NEWS}</p></div>'
        for n in range(12)
    )
    with pytest.raises(FileUnusable, match="no article"):
        page(f"<html><head><title>Home</title></head><body>{teasers}</body></html>")


def test_deep_nesting_is_no_problem() -> None:
    html = f"<html><body>{'<div>' * 3000}<p>{NEWS}</p><p>{MORE}</p><p>{LAST}</p>{'</div>' * 3000}</body></html>"
    assert texts(page(html)) == [NEWS, MORE, LAST]


def live(posts: str, head: str = "") -> Page:
    return page(
        f"""<html><head><title>Port talks live: minister speaks</title>
        <link rel="canonical" href="https://news.example/world/live/2025/port">{head}</head><body>
        <main><h1>Port talks live</h1>{posts}</main></body></html>"""
    )


def moments(of: Page) -> list[str]:
    facts = [opening.fact for opening in of.openings or ()]
    return [fact.published.isoformat() for fact in facts if fact and fact.published]


WORDS = ["first", "second", "third", "fourth"]


def test_posts_with_time_elements_are_found() -> None:
    posts = "".join(
        f'<article id="post-{n}"><time datetime="2025-11-27T1{n}:05:00Z">x</time><h2>The {word} headline'
        f"</h2><p>{NEWS} The {word} time.</p><p>{MORE}</p></article>"
        for n, word in enumerate(WORDS)
    )
    read = live(posts)
    assert read.layout is Layout.LIVE
    assert [opening.title for opening in read.openings or ()] == [
        f"The {w} headline" for w in WORDS
    ]
    assert moments(read) == [f"2025-11-27T1{n}:05:00+00:00" for n in range(4)]


def test_posts_with_data_attributes_are_found() -> None:
    posts = "".join(
        f'<div class="card x{n}" data-first-publish="2025-11-27T1{n}:05:00.000Z"><p>{NEWS} The {word} time.</p></div>'
        for n, word in enumerate(WORDS)
    )
    assert len(moments(live(posts))) == 4


def test_epochs_are_shown_in_the_page_s_zone() -> None:
    zone = timezone(timedelta(hours=1))
    head = '<meta property="article:published_time" content="2025-11-27T09:00:00+01:00">'
    posts = "".join(
        f'<li data-timestamp="{int(datetime(2025, 11, 27, 10 + n, tzinfo=zone).timestamp())}">'
        f"<p>{NEWS} The {word} time.</p></li>"
        for n, word in enumerate(WORDS)
    )
    assert moments(live(f"<ol>{posts}</ol>", head))[0] == "2025-11-27T10:00:00+01:00"


def test_a_time_without_offset_takes_it_from_json() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"The {word} headline",
            "datePublished": f"2025-11-27T1{n}:05:00+02:00",
            "articleBody": NEWS,
            "url": f"https://news.example/live#post-{n}",
        }
        for n, word in enumerate(WORDS)
    ]
    head = linked(**{"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    posts = "".join(
        f'<div class="entry" id="post-{n}"><time data-time="2025-11-27T1{n}:05">1{n}:05</time>'
        f"<p>{NEWS} The {word} time.</p></div>"
        for n, word in enumerate(WORDS)
    )
    assert moments(live(posts, head)) == [f"2025-11-27T1{n}:05:00+02:00" for n in range(4)]


def test_posts_without_times_are_found_by_their_headlines() -> None:
    updates = [
        {
            "@type": "BlogPosting",
            "headline": f"The {w} headline of the day",
            "datePublished": f"2025-11-27T1{n}:05:00Z",
        }
        for n, w in enumerate(WORDS)
    ]
    head = linked(**{"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    posts = "".join(
        f"<section><div><h3>The {w} headline of the day</h3></div><div><p>{NEWS} The {w} time.</p></div></section>"
        for w in WORDS
    )
    assert moments(live(posts, head)) == [f"2025-11-27T1{n}:05:00+00:00" for n in range(4)]


def test_json_alone_is_enough() -> None:
    updates = [
        {"@type": "BlogPosting", "headline": f"The {w} headline", "datePublished": f"2025-11-27T1{n}:05:00Z",
         "articleBody": f"{NEWS} The {w} time."}
        for n, w in enumerate(WORDS)
    ]  # fmt: skip
    read = live(
        "<div id=app></div>", linked(**{"@type": "LiveBlogPosting", "liveBlogUpdate": updates})
    )
    assert texts(read) == [f"{NEWS} The {w} time." for w in WORDS]


def test_printed_clock_times_are_kept_where_nothing_else_is() -> None:
    posts = "".join(
        f'<li class="post"><span class="post-time">1{n}:05</span><p>{NEWS} The {w} time.</p></li>'
        for n, w in enumerate(WORDS)
    )
    read = live(f"<ul>{posts}</ul>")
    assert [o.fact and o.fact.time for o in read.openings or ()] == [
        "10:05",
        "11:05",
        "12:05",
        "13:05",
    ]


def test_key_events_and_comments_are_no_posts() -> None:
    events = "".join(
        f'<li><a href="#post-{n}"><time datetime="2025-11-27T1{n}:05:00Z">x</time> The {w} headline</a></li>'
        for n, w in enumerate(WORDS)
    )
    comments = "".join(
        f'<div class="comment"><time datetime="2025-11-27T2{n}:05:00Z">x</time><p>{LAST} I say. {LAST}</p></div>'
        for n in range(4)
    )
    posts = "".join(
        f'<article><time datetime="2025-11-27T1{n}:05:00Z">x</time><p>{NEWS} The {w} time.</p></article>'
        for n, w in enumerate(WORDS)
    )
    read = live(f"<ul>{events}</ul>{posts}<div class='comments'>{comments}</div>")
    assert texts(read) == [f"{NEWS} The {w} time." for w in WORDS]


def test_a_pinned_copy_is_left_out_and_a_pinned_post_kept() -> None:
    posts = "".join(
        f'<article class="post" id="p{n}"><time datetime="2025-11-27T1{n}:05:00Z">x</time><p>{NEWS} The {w} time.</p></article>'
        for n, w in enumerate(WORDS)
    )
    pinned = f'<article class="pinned post"><time datetime="2025-11-27T09:00:00Z">x</time><p>{LAST} Pinned.</p></article>'
    copy = posts[: posts.index("</article>") + len("</article>")].replace('id="p0"', "")
    assert texts(live(f"<div>{pinned}{copy}{posts}</div>")) == [
        f"{LAST} Pinned.", *(f"{NEWS} The {w} time." for w in WORDS),
    ]  # fmt: skip


def test_day_headings_in_the_text_make_a_feed() -> None:
    html = f"""<html><title>Port talks</title><body><div><h3>27 November 2025</h3><p>{NEWS}</p><p>{MORE}</p>
    <div class="day">26 November 2025</div><p>{LAST}</p><p>{NEWS} Again.</p></div></body></html>"""
    read = page(html)
    assert read.layout is Layout.FEED
    assert list(read.day_headings.values()) == [date(2025, 11, 27), date(2025, 11, 26)]


def test_an_article_with_live_in_its_title_is_one_item() -> None:
    teasers = "".join(
        f'<div class="card"><time datetime="2025-11-27T1{n}:05:00Z">x</time><p>{LAST}</p></div>'
        for n in range(3)
    )
    body = "".join(f"<p>{NEWS} The {n}th time.</p>" for n in range(12))
    html = f"<html><title>Port talks live: how it was</title><body><article>{body}</article><div>{teasers}</div></body></html>"
    assert page(html).layout is Layout.ARTICLE


def test_block_quotations_keep_their_mark() -> None:
    posts = "".join(
        f'<article><time datetime="2025-11-27T1{n}:05:00Z">x</time><p>{NEWS} The {w} time. She said:</p>'
        f"<blockquote><p>We are going to stay here.</p></blockquote></article>"
        for n, w in enumerate(WORDS)
    )
    rules = [line.rule for line in live(posts).lines if line.text.startswith("We are")]
    assert rules == ["block quotation"] * 4


def test_a_stated_day_beats_the_posts() -> None:
    assert page(ARTICLE.format(head=""), date(2020, 1, 2)).fact.source is DaySource.GIVEN


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div class='ad'>", "</div>", NEWS, "<time datetime='2025-11-27T10:00Z'>", "<li>",
             "<blockquote>", "<a href=x>", "</a>", "<h2>", "&#0;&#27;", "<script>{", "</script>", "<article>", "\x1b", "<!--"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_no_markup_breaks_the_reader(parts: list[str]) -> None:
    try:
        read = page("<html><title>live blog: x</title>" + "".join(parts))
    except FileUnusable:
        return
    assert all("\x1b" not in line.text and "\n" not in line.text for line in read.lines)
