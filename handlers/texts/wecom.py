"""What is said on WeCom alone."""

CHOOSE = "点一个"
MORE = "还可以"
TAPPED = "收到"
DONE = "已点"
PICTURE = "照片.jpg"
"""A picture without a name, as most are."""
WELCOME = (
    "你好，我是科普台账。办完活动发一句就能记，比如“昨天在北营村讲防震，来了80人”。第一次来，先发邀请码。"
    "发了没回音，再发一次。"
)
"""Nothing says that what is written while the robot is not connected is delivered later."""
LOOK_ALIKE = str.maketrans("*_#>|[]`~<\\", "＊＿＃＞｜［］｀～＜＼")
"""Signs that would be read as markdown, as others that look the same: no way to escape them is documented."""
NO_LINKS = str.maketrans("<", "＜")
"""Texts of an app show `<a href>` as a link and everything else as it is (documentation, page 90236)."""
MENU: tuple[tuple[str, str | tuple[tuple[str, str], ...]], ...] = (
    ("记一场", "/log"),
    ("看汇总", "/summary"),
    (
        "更多",
        (
            ("我的记录", "/mine"),
            ("要报什么", "/deadline"),
            ("台账和报告", "/report"),
            ("收回刚才的改动", "/undo"),
            ("怎么用", "/help"),
        ),
    ),
)
"""The menu of an app: three entries of at most 16 bytes, below one of them at most five (page 90231)."""
