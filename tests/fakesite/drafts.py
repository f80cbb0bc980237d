"""An article before it is typeset: a title and the blocks that are its true text, traps among them."""

from dataclasses import dataclass
from random import Random

from tests.fakesite import extras, traps
from tests.fakesite.blocks import Block, Heading, Para, Quote, half_width, map_text
from tests.fakesite.stories import STORIES, Story
from tests.fakesite.words import Scene, fill, make_scene

DATELINES = (
    "本报讯（记者 {reporter}）",
    "上海{1-12}月{1-28}日电（记者 {reporter}）",
    "{area}{1-12}月{1-28}日讯 ",
    "",
)


@dataclass(frozen=True)
class Draft:
    """What a post says: everything here is the article and has to stay."""

    story: Story
    scene: Scene
    title: str
    blocks: tuple[Block, ...]
    traps: tuple[str, ...] = ()
    half: bool = False


def write(rng: Random) -> Draft:
    """A whole article of three to a dozen paragraphs."""
    story, scene = rng.choice(STORIES), make_scene(rng)
    blocks: list[Block] = [Para(opening(rng, story, scene))]
    blocks += [Para(text) for text in paragraphs(rng, story, scene)]
    aside, close = (fill(rng, template, scene) for template in rng.sample(story.closes, 2))
    add_extras(rng, blocks, story, scene, aside)
    blocks.append(Para(close))
    held = add_traps(rng, blocks, scene)
    draft = Draft(story, scene, fill(rng, rng.choice(story.titles), scene), tuple(blocks), tuple(held))
    return typed_half_width(draft) if rng.random() < 0.12 else draft


def typed_half_width(draft: Draft) -> Draft:
    """The draft as typed with half-width punctuation throughout."""
    blocks = tuple(map_text(block, half_width) for block in draft.blocks)
    kept = tuple(half_width(trap) for trap in draft.traps)
    return Draft(draft.story, draft.scene, half_width(draft.title), blocks, kept, half=True)


def opening(rng: Random, story: Story, scene: Scene) -> str:
    """The first paragraph, at times with a dateline."""
    lead = fill(rng, rng.choice(story.leads), scene)
    if lead.startswith(("本报讯", "上海", "“")):
        return lead
    return fill(rng, rng.choice(DATELINES), scene) + lead


def paragraphs(rng: Random, story: Story, scene: Scene) -> list[str]:
    """Sentences of the story, and now and then of another one, in paragraphs of one to three."""
    other = rng.choice(STORIES)
    templates = rng.sample(story.body, rng.randint(3, 11)) + rng.sample(other.body, rng.choice([0, 0, 1, 2]))
    rng.shuffle(templates)
    sentences = [fill(rng, template, scene) for template in dict.fromkeys(templates)]
    grouped = []
    while sentences:
        size = rng.choice([1, 1, 2, 2, 3])
        grouped.append("".join(sentences[:size]))
        del sentences[:size]
    return grouped


def add_extras(rng: Random, blocks: list[Block], story: Story, scene: Scene, aside: str) -> None:
    """Sub-headings, a table, a list, an aside set apart and pictures, each in some posts."""

    def put(block: Block) -> None:
        blocks.insert(rng.randint(1, len(blocks)), block)

    if story.headings and rng.random() < 0.5:
        for heading in rng.sample(story.headings, 2):
            put(Heading(heading))
    if rng.random() < 0.25:
        put(extras.table(rng, scene))
    if rng.random() < 0.2:
        put(extras.items(rng, scene))
    if rng.random() < 0.12:
        put(Quote(aside))
    for caption in rng.sample(traps.CAPTIONS, rng.choice([0, 0, 1, 2])):
        put(extras.picture(rng, fill(rng, caption, scene) if rng.random() < 0.6 else ""))


def add_traps(rng: Random, blocks: list[Block], scene: Scene) -> list[str]:
    """Up to four sentences that look like boilerplate: anywhere, as the first, as the last, as a heading."""
    held = []

    def put(at: int, template: str, kind: type[Para] | type[Heading] = Para) -> None:
        held.append(fill(rng, template, scene))
        blocks.insert(at, kind(held[-1]))

    for template in rng.sample(traps.ANYWHERE, rng.choice([0, 0, 1, 1, 2])):
        put(rng.randint(0, len(blocks)), template)
    if rng.random() < 0.1:
        put(0, rng.choice(traps.FIRST))
    if rng.random() < 0.12:
        put(rng.randint(1, len(blocks) - 1), rng.choice(traps.HEADINGS), Heading)
    if rng.random() < 0.25:
        put(len(blocks), rng.choice(traps.LAST))
    return held
