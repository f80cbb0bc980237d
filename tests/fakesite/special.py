"""Posts out of the ordinary: excerpts, pictures only, boilerplate only, houses to let, reposts, edits."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.fakesite import extras
from tests.fakesite.adverts import Link, related
from tests.fakesite.blocks import Block, Para
from tests.fakesite.bodies import make_body, put_together
from tests.fakesite.contacts import Operator, contact_block
from tests.fakesite.drafts import Draft, opening, write
from tests.fakesite.leftovers import copyright_line, follow_line
from tests.fakesite.posts import Post, assemble, true_lines
from tests.fakesite.stories import LEASE
from tests.fakesite.words import fill, make_scene


def empty_draft(rng: Random) -> Draft:
    """A title over nothing."""
    draft = write(rng)
    return replace(draft, blocks=(), traps=(), half=False)


def make_excerpt(rng: Random, post_id: int, time: int, operator: Operator | None = None) -> Post:
    """Only the start of an article, cut in mid-sentence."""
    draft = write(rng)
    text = opening(rng, draft.story, draft.scene)
    cut = text[: rng.randint(len(text) // 2, len(text) - 4)].rstrip("，。、")
    draft = replace(draft, blocks=(Para(cut),), traps=(), half=False)
    body = put_together(rng, [*draft.blocks, contact_block(rng, operator or Operator())], "indented")
    return assemble(rng, post_id, time, draft, body, style="indented")


def make_pictures(rng: Random, post_id: int, time: int, operator: Operator | None = None) -> Post:
    """Pictures without a word of text, and at times the contact block."""
    draft = empty_draft(rng)
    pictures: list[Block] = [extras.picture(rng) for _ in range(rng.randint(2, 5))]
    tail = [contact_block(rng, operator or Operator())] if rng.random() < 0.5 else []
    return assemble(rng, post_id, time, draft, put_together(rng, [*pictures, *tail], "indented"))


def make_boilerplate(
    rng: Random, post_id: int, time: int, links: Sequence[Link] = (), operator: Operator | None = None
) -> Post:
    """A body that is all leftovers."""
    draft = empty_draft(rng)
    pieces = [follow_line(rng, draft.scene), copyright_line(rng, draft.scene)]
    pieces += [related(rng, links[:3])] if links else []
    body = put_together(rng, [*pieces, contact_block(rng, operator or Operator())], "plain")
    return assemble(rng, post_id, time, draft, body, style="plain")


def make_listing(rng: Random, post_id: int, time: int, operator: Operator | None = None) -> Post:
    """A house to let: bulleted facts, a table of floors, a little prose."""
    scene = make_scene(rng)
    prose = [Para(fill(rng, text, scene)) for text in rng.sample(LEASE.body, 3)]
    blocks = (prose[0], *extras.listing(rng, scene), *prose[1:])
    draft = Draft(LEASE, scene, fill(rng, LEASE.titles[0], scene), blocks)
    style = rng.choice(["indented", "spaced", "bare"])
    body = make_body(rng, draft, style, (), operator or Operator())
    return assemble(rng, post_id, time, draft, body, style=style)


def make_repost(
    rng: Random,
    post_id: int,
    time: int,
    original: Post,
    style: str = "styled",
    operator: Operator | None = None,
) -> Post:
    """The same kept text under another title, in another style, with other leftovers."""
    assert original.draft, "only a generated post can be posted again"
    title = fill(rng, rng.choice(original.draft.story.titles), original.draft.scene)
    draft = replace(original.draft, title=f"{title}（转）")
    body = make_body(rng, draft, style, (), operator or Operator())
    return assemble(rng, post_id, time, draft, body, style=style, category=original.category)


def revise(rng: Random, post: Post) -> Post:
    """The post after an edit by its author: a paragraph more, in the same style; the leftovers are made anew."""
    assert post.draft, "only a generated post can be edited"
    scene = post.draft.scene
    added = fill(rng, "最新进展：{official}表示，{park}的{industry}项目已提前{3-40}天完工。", scene)
    last = next(block for block in reversed(post.draft.blocks) if isinstance(block, Para))
    at = post.draft.blocks.index(last) + 1
    draft = replace(post.draft, blocks=(*post.draft.blocks[:at], Para(added), *post.draft.blocks[at:]))
    body = put_together(rng, [*draft.blocks, contact_block(rng, Operator())], post.style or "indented", draft.half)
    return replace(
        post,
        paragraphs=true_lines(draft.blocks),
        html=body.html,
        source=body.source,
        phones=body.phones,
        leftovers=body.leftovers,
        draft=draft,
    )
