"""Tables, lists and pictures for the middle of a post."""

from random import Random

from tests.fakesite.blocks import Block, Items, Picture, Table
from tests.fakesite.words import Scene, fill

TABLES = (
    (
        ("地块", "用地面积（亩）", "容积率", "主导产业"),
        ("{town}A{1-9}", "{20-120}", "{1~3}", "{trade}"),
    ),
    (("岗位", "人数", "月薪（元）"), ("{job}", "{2-60}", "{5000-9000}—{9100-18000}")),
    (("栋号", "楼层", "面积（㎡）", "层高（米）"), ("{1-30}号楼", "{1-6}层", "{300-4000}", "{4~12}")),
    (("企业", "所属行业", "计划投资（万元）"), ("{coined}", "{trade}", "{500-90000}")),
    (("时间", "地点", "来源", "联系部门"), ("{1-12}月{1-28}日", "{town}", "{district}", "投促办")),
)
LISTS = (
    (
        "单体面积{2000-6000}平方米以上的厂房，优先供给{industry}企业；",
        "注册资本不低于{100-900}万元，首年税收承诺不低于{50-300}万元；",
        "环保手续{30-60}天内办结，逾期由园区代办；",
        "同等条件下，{second}企业租金再降{3-9}%；",
        "最多可申请{2-4}个月装修免租期。",
    ),
    (
        "上午{8-10}时：{park}参观，{company}介绍产线",
        "下午{1-3}时：座谈，{official}解读{industry}政策",
        "下午{4-5}时：签约仪式，共{3-20}个项目",
    ),
    ("{industry}：{100-900}家", "{second}：{60-500}家", "{trade}：{30-200}家", "其他：{10-90}家"),
)
LISTING_FACTS = (
    "面积：{600-9000}㎡",
    "层高：{5-12}米",
    "租金：0.{55-98}元/㎡/天",
    "位置：{district}{town}{road}{100-999}号附近",
    "结构：框架{1-5}层",
    "配电：{200-1600}kVA",
    "承重：首层{2-5}吨/㎡",
    "可办：环评、注册、危废登记",
    "起租：{300-900}㎡，最短{2-5}年",
)


def table(rng: Random, scene: Scene) -> Table:
    """A table of two to five rows below its head."""
    head, row = rng.choice(TABLES)
    rows = [tuple(fill(rng, cell, table_scene(rng, scene)) for cell in row) for _ in range(rng.randint(2, 5))]
    return Table((head, *rows))


def table_scene(rng: Random, scene: Scene) -> Scene:
    """The scene with a company drawn anew for a row."""
    return scene | {"coined": rng.choice([scene["company"], scene["rival"], f"{scene['area']}精工"])}


def items(rng: Random, scene: Scene) -> Items:
    """A bulleted or numbered list."""
    wordings = rng.choice(LISTS)
    return Items(tuple(fill(rng, wording, scene) for wording in wordings), ordered=rng.random() < 0.4)


def picture(rng: Random, caption: str = "") -> Picture:
    """A picture of the upload folder."""
    folder = f"{rng.randint(2019, 2026)}/{rng.randint(1, 12):02d}"
    return Picture(f"/zb_users/upload/{folder}/{rng.randint(10**9, 10**10)}.jpg", caption)


def listing(rng: Random, scene: Scene) -> list[Block]:
    """The facts of a house to let, as bullets, and its floors as a table."""
    facts = rng.sample(LISTING_FACTS, rng.randint(4, len(LISTING_FACTS)))
    head, row = TABLES[2]
    floors = [tuple(fill(rng, cell, scene) for cell in row) for _ in range(rng.randint(2, 6))]
    return [Items(tuple(fill(rng, fact, scene) for fact in facts)), Table((head, *floors)), picture(rng)]
