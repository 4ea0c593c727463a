"""The help, by role and by what is being asked."""

from storage.model.people import Role

HEAD = (
    "办完活动，发一句话就行，比如：\n“昨天在北营村讲防震，来了两百来人，发了折页150份”\n"
    "没说全的我会问；照片随时能发；说错了直接改，比如“人数改成85”。"
)
COMMANDS = (
    ("记录", "/log", "记一场活动", Role.VOLUNTEER),
    ("我的", "/mine", "看、改、作废自己的记录，比如“我的 上月”", Role.VOLUNTEER),
    ("汇总", "/summary", "场次、人次、物资，比如“今年上半年农民培训”", Role.VOLUNTEER),
    ("报表", "/report", "台账、汇总表和自查报告、总结，比如“台账 上半年”", Role.VOLUNTEER),
    ("怎么来的", "/why", "看一个数后面的记录，比如“2480是怎么来的”", Role.VOLUNTEER),
    ("登记事项", "/register", "活动以外的数：阵地、宣传、经费、荣誉，写报告用", Role.OFFICER),
    ("任务", "/targets", "任务分解：定了多少、完成了多少", Role.OFFICER),
    ("核对", "/check", "别处写的材料，数和台账对不对得上", Role.OFFICER),
    ("填表", "/fill", "科普统计、科普日、志愿服务这些表，从台账里填好", Role.OFFICER),
    ("定稿", "/release", "把刚看过的工作报告定下来，以后再取都是这一份", Role.OFFICER),
    ("已定稿", "/releases", "定过稿的报告，之后记录有改动就有更正说明", Role.OFFICER),
    ("撤销", "/undo", "收回刚才的改动", Role.VOLUNTEER),
    ("取消", "/cancel", "放弃现在的草稿或问题", Role.VOLUNTEER),
    ("邀请", "/invite", "请人加入，给出邀请码", Role.OFFICER),
    ("截止", "/deadline", "定什么时候报、谁报、怎么提醒，比如“每月25号前各村报台账”", Role.OFFICER),
    ("未报", "/pending", "谁报了、谁没报，提醒、请假、导出，比如“上月谁没报”", Role.OFFICER),
    ("发送情况", "/deliveries", "提醒发出去没有，没发的为什么", Role.OFFICER),
    ("提醒", "/remind", "给自己定提醒，比如“每月25号提醒我交台账”", Role.VOLUNTEER),
    ("计划", "/plans", "还没办的活动，比如“下周三在北营村讲防震”", Role.VOLUNTEER),
    ("设置", "/settings", "汇总图片、停提醒、不打扰，连接另一个账号", Role.VOLUNTEER),
    ("帮助", "/help", "看这一页", Role.VOLUNTEER),
)
LINE = "{word}（{slash}）　{what}"
IN_DRAFT = "正在记一场活动：答问题、点按钮，或者一次多说几项都行。“返回”回上一步，“跳过”先不填，“取消”放弃。"
