"""The words that invented names and sentences are made of."""

from __future__ import annotations


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    """`Wang:王 Li:李` -> its (pinyin, characters)."""
    return tuple((latin, han) for latin, _, han in (pair.partition(":") for pair in text.split()))


SURNAMES = _pairs(
    "Wang:王 Li:李 Zhang:张 Liu:刘 Chen:陈 Yang:杨 Zhao:赵 Huang:黄 Zhou:周 Wu:吴 Xu:徐 Sun:孙 "
    "Hu:胡 Zhu:朱 Gao:高 Lin:林 He:何 Guo:郭 Ma:马 Luo:罗 Liang:梁 Song:宋 Zheng:郑 Xie:谢 "
    "Han:韩 Tang:唐 Feng:冯 Yu:于 Dong:董 Xiao:萧 Cheng:程 Cao:曹 Yuan:袁 Deng:邓 Fu:傅 Shen:沈 "
    "Zeng:曾 Peng:彭 Lu:吕 Su:苏 Jiang:蒋 Cai:蔡 Jia:贾 Ding:丁 Wei:魏 Xue:薛 Ye:叶 Yan:阎 "
    "Pan:潘 Du:杜"
)
"""Chinese family names."""

GIVEN = _pairs(
    "hui:慧 wen:文 xiao:晓 ming:明 jun:军 hao:浩 tian:天 yi:毅 ling:玲 fang:芳 qiang:强 lei:蕾 "
    "ping:平 hong:红 gang:刚 bin:斌 ting:婷 yan:燕 chao:超 kai:凯 rui:锐 jie:杰 peng:鹏 xin:鑫 "
    "yu:宇 shan:珊 bo:波 zhen:珍 liang:亮 song:松 qing:庆 lan:兰 rong:荣 dan:丹 guo:国 hua:华 "
    "mei:梅 ning:宁 tao:涛 yong:勇"
)
"""Syllables of Chinese given names."""

BRAND = _pairs(
    "yun:云 fan:帆 tai:泰 zhi:智 lian:联 heng:恒 rui:瑞 tong:通 da:达 kang:康 jia:佳 hai:海 "
    "guang:光 cheng:诚 yuan:远 qi:启 sheng:盛 feng:丰 chuang:创 si:思 jing:晶 shu:数 zhong:众 "
    "he:禾 mu:木 chuan:川 ze:泽 lu:鹿 xun:迅 ying:鹰 nuo:诺 ke:柯 pu:璞 cang:苍 ji:极 lang:朗 "
    "mo:墨 tan:潭 zhu:竹 qiao:桥"
)
"""Syllables of Chinese companies and products."""

FIRST_NAMES = _list(
    "Adela Bertram Carys Dorian Elspeth Fergus Gwendolen Hester Ivor Jocasta Kenelm Leonie Magnus Nerys "
    "Orla Piers Quentin Rosalind Silas Tamsin Ursula Verity Wystan Xanthe Yorick Zelda Ambrose Bronwen "
    "Cosmo Delphine Edmund Frances Giles Harriet Isolde Jerome Katya Lionel Miriam Noel"
)

STEMS = _list(
    "Bran Cal Dor Fen Gal Har Kel Lor Mar Nor Pel Quil Ros Sel Tor Ver Wil Yar Zel Ald Brem Corv Dun Esk "
    "Farr Glen Hold Ing Jarr Karn"
)
ENDINGS = _list(
    "ton ven den mere wick ford lan dine vor bridge holt more stead win ria combe gate by thorpe low ley "
    "hurst moor field"
)
"""Together the invented European family names and company names: `Calthorpe`, `Dorwick`."""

BRANCHES: dict[str, tuple[tuple[str, str], ...]] = {
    "company": (
        ("Technology", "科技"),
        ("Holdings", "控股"),
        ("Networks", "网络"),
        ("Cloud", "云服务"),
        ("Games", "游戏"),
        ("Motors", "汽车"),
        ("Semiconductor", "半导体"),
    ),
    "start-up": (
        ("AI", "智能"),
        ("Robotics", "机器人"),
        ("Labs", "实验室"),
        ("Health", "健康"),
        ("Data", "数据"),
    ),
    "investor": (("Capital", "资本"), ("Ventures", "创投"), ("Partners", "投资")),
    "outlet": (("Daily", "日报"), ("Times", "时报"), ("Weekly", "周刊"), ("Review", "评论")),
    "research-firm": (("Research", "咨询"), ("Institute", "研究院")),
    "authority": (("Commission", "委员会"), ("Office", "办公室")),
    "group": (("Alliance", "联盟"), ("Veterans", "老将")),
}
"""What follows the brand in the names of companies of each type, in English and in Chinese."""

TYPES = ("start-up", "company", "investor", "outlet", "research-firm", "authority", "group")
TYPE_WEIGHTS = (42, 30, 12, 8, 4, 3, 1)

TYPE_SUMMARIES = {
    "company": "a technology company from {place}",
    "start-up": "a start-up from {place} that works on {term}",
    "investor": "an investor in young companies",
    "outlet": "a newspaper that reports on technology",
    "research-firm": "a research firm that counts markets and users",
    "authority": "a public body that sets rules for online services",
    "group": "a group of people and companies named together",
}

QUALITIES = _list(
    "sparse dense shared nested staged layered guided bounded open closed latent coarse fine joint split "
    "mixed ranked cached frozen gated local global early late partial blended folded routed tuned masked"
)
SUBJECTS = _list(
    "attention training sampling memory search speech vision planning retrieval reasoning ranking "
    "labelling pricing inference translation alignment compression evaluation licensing filtering"
)
OBJECTS = _list("model layer budget index method register score window")
"""Together the terms: `sparse attention`, `staged retrieval budget`."""

PLACES = _pairs(
    "Beijing:北京 Shanghai:上海 Shenzhen:深圳 Hangzhou:杭州 Guangzhou:广州 Chengdu:成都 "
    "Wuhan:武汉 Nanjing:南京 Xian:西安 Suzhou:苏州 Tianjin:天津 Chongqing:重庆 Qingdao:青岛 "
    "Dalian:大连 Xiamen:厦门 Singapore:新加坡 Tokyo:东京 Seoul:首尔 London:伦敦 Paris:巴黎 "
    "Berlin:柏林 Toronto:多伦多 Sydney:悉尼 Jakarta:雅加达 Bangkok:曼谷 Dubai:迪拜 Nairobi:内罗毕 "
    "Zurich:苏黎世 Stockholm:斯德哥尔摩 Madrid:马德里"
)

TOPICS = (
    ("founders", "Founders", "What became of each founder's company?"),
    ("money", "Money", "Who paid, and what was each company said to be worth?"),
    ("models", "Models", "Who showed what, and when could the public use it?"),
    ("rules", "Rules", "What may be offered, and since when?"),
    (
        "giants-and-start-ups",
        "Giants and start-ups",
        "What advantages did large firms have, and what followed?",
    ),
    ("use-and-income", "Use and income", "How many people use these services, and who earns?"),
    ("people-and-posts", "People and posts", "Who went where, and who followed?"),
    ("chips", "Chips", "What do the models run on, and who may buy it?"),
    ("listings", "Listings", "Which companies sold shares to the public?"),
    ("research", "Research", "What was published, and what could others repeat?"),
    ("abroad", "Abroad", "Which services left their home market?"),
    ("work", "Work", "What changed for those who use the tools at work?"),
)

ROLES = (
    "chief executive",
    "chief scientist",
    "head of research",
    "founder and chairman",
    "general counsel",
    "head of products",
    "chief financial officer",
    "vice-president for cloud services",
)

WORK = ("an internet entrepreneur", "an investor", "a researcher", "an engineer", "a manager", "a reporter")
