"""The vocabulary of made-up posts, and the filling of templates with it.

A template is prose with slots: ``{town}`` takes the post's town, ``{3-60}`` a whole number of that range and
``{1~9}`` one with a decimal. Names of places are real, all companies, parks and people are invented.
"""

import re
from random import Random

Scene = dict[str, str]

# fmt: off
DISTRICTS = {
    "嘉定区": ("安亭镇", "南翔镇", "马陆镇", "外冈镇", "江桥镇"),
    "松江区": ("新桥镇", "车墩镇", "九亭镇", "泗泾镇", "石湖荡镇"),
    "青浦区": ("徐泾镇", "华新镇", "白鹤镇", "练塘镇", "重固镇"),
    "奉贤区": ("南桥镇", "青村镇", "庄行镇", "海湾镇", "四团镇"),
    "宝山区": ("罗店镇", "月浦镇", "顾村镇", "大场镇", "罗泾镇"),
    "闵行区": ("莘庄镇", "浦江镇", "马桥镇", "颛桥镇", "吴泾镇"),
    "金山区": ("枫泾镇", "亭林镇", "张堰镇", "廊下镇", "朱泾镇"),
    "浦东新区": ("祝桥镇", "康桥镇", "曹路镇", "合庆镇", "惠南镇"),
    "崇明区": ("陈家镇", "长兴镇", "城桥镇", "向化镇", "新河镇"),
}
INDUSTRIES = (
    "智能制造", "生物医药", "集成电路", "新能源汽车", "冷链物流", "精密模具", "机器人", "高端装备", "新材料",
    "跨境电商", "数字经济", "医疗器械", "航空配套", "食品加工", "包装印刷", "低空经济", "储能", "工业软件",
)
PRODUCTS = (
    "减速器", "传感器", "伺服电机", "注塑模具", "锂电隔膜", "车载芯片", "手术机器人", "冷链周转箱",
    "激光切割机", "柔性电路板", "检测试剂", "碳纤维支架", "充电模块", "自动分拣线", "真空泵", "光学镜片",
)
COINED = (
    "启衡", "澜拓", "砺锋", "云枢", "禾璟", "承岳", "泽旭", "锐磐", "沐辰", "合晟", "鼎岚", "观澈",
    "凌桥", "朗湾", "恒芷", "屿川", "博荟", "晴野", "峻笛", "亦松", "柏涛", "青砚", "远榕", "讯禾",
)
SECTORS = ("精密机械", "智能科技", "生物科技", "新材料", "电子", "供应链", "自动化设备", "医疗科技", "汽配")
PARK_NAMES = ("智造园", "科创园", "产业园", "创新港", "都市工业园", "科技绿洲", "先进制造基地")
SURNAMES = "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = (
    "启明", "文澜", "若溪", "思远", "嘉禾", "立行", "晓岚", "以宁", "望舒", "景行", "云帆", "子衿",
    "安之", "怀瑾", "逸飞", "知秋", "予安", "沛霖", "博文", "静怡", "志成", "海宁", "建平", "月华",
)
OFFICES = (
    "区投资促进办主任", "镇党委书记", "镇长", "园区管委会副主任", "区经委副主任", "招商服务中心主任",
    "园区党委书记", "区规划资源局副局长",
)
JOBS = ("数控操作工", "质检员", "仓储主管", "模具设计师", "电气工程师", "叉车司机", "实验员", "外贸专员")
ROADS = ("园汇路", "嘉新公路", "兴业路", "创智路", "沪北公路", "金闻路", "百安公路", "申港路", "环城北路")
PAPERS = (
    "解放日报", "新民晚报", "文汇报", "新闻晨报", "劳动报", "青年报", "上观新闻", "东方网", "周到上海",
    "上海产业观察", "长三角园区报", "浦江制造周刊",
)
HABITS = ("看图纸", "找设备", "谈租金", "跑手续", "招工人", "盯工期")
# fmt: on


def full_name(rng: Random) -> str:
    """A person who does not exist."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def company(rng: Random) -> str:
    """The everyday name of an invented company."""
    return rng.choice(COINED) + rng.choice(SECTORS)


def short(place: str) -> str:
    """The place without its rank: 嘉定 for 嘉定区, 浦东 for 浦东新区."""
    return re.sub(r"(新区|区|镇)$", "", place) or place


def make_scene(rng: Random) -> Scene:
    """What one post is about: every slot that has to stay the same through the text."""
    district = rng.choice(list(DISTRICTS))
    town, neighbour = rng.sample(DISTRICTS[district], 2)
    industry, second = rng.sample(INDUSTRIES, 2)
    return {
        "district": district,
        "area": short(district),
        "town": town,
        "neighbour": neighbour,
        "park": short(town) + rng.choice(COINED) + rng.choice(PARK_NAMES),
        "industry": industry,
        "second": second,
        "company": company(rng),
        "rival": company(rng),
        "official": full_name(rng),
        "office": rng.choice(OFFICES),
        "boss": full_name(rng),
        "worker": full_name(rng),
        "reporter": full_name(rng),
        "road": rng.choice(ROADS),
        "paper": rng.choice(PAPERS),
    }


SLOT = re.compile(r"\{(?:([a-z]+)|(\d+)-(\d+)|(\d+)~(\d+))\}")
FRESH = {"product": PRODUCTS, "job": JOBS, "habit": HABITS, "trade": INDUSTRIES}


def fill(rng: Random, template: str, scene: Scene) -> str:
    """The template as prose: names from the scene, numbers and small things drawn anew at each slot."""

    def value(slot: re.Match[str]) -> str:
        name, low, high, least, most = slot.groups()
        if name in FRESH:
            return rng.choice(FRESH[name])
        if name:
            return scene[name]
        if low:
            return str(rng.randint(int(low), int(high)))
        return f"{rng.uniform(int(least), int(most)):.1f}"

    return SLOT.sub(value, template)
