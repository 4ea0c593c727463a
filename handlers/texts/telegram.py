"""How the bot introduces itself on Telegram: the menu of commands (BotFather's limits: 32 and 256 characters)."""

COMMANDS = (
    ("log", "记一场活动"),
    ("mine", "看我的记录"),
    ("summary", "看汇总"),
    ("report", "台账和汇总表，Excel文件"),
    ("undo", "收回刚才的改动"),
    ("invite", "请人加入"),
    ("deadline", "定报送期限，或者看要报什么"),
    ("pending", "谁报了，谁没报"),
    ("deliveries", "提醒发出去没有"),
    ("remind", "给自己定的提醒"),
    ("plans", "还没办的活动"),
    ("settings", "设置"),
    ("help", "怎么用"),
    ("cancel", "放弃现在的草稿"),
)
DESCRIPTION = (
    "办完科普活动，给我发一句话和照片就行，比如“昨天在北营村讲防震，来了80人，发了折页150份”。"
    "缺什么我会问。要加入，请发邀请码。"
)
SHORT_DESCRIPTION = "一句话记科普活动，一句话看汇总。"
