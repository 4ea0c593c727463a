"""What is said on WeCom alone."""

CHOOSE = "点一个"
MORE = "还可以"
TAPPED = "收到"
DONE = "已点"
WELCOME = "你好，我是科普台账。办完活动发一句就能记，比如“昨天在北营村讲防震，来了80人”。第一次来，先发邀请码。"
LOOK_ALIKE = str.maketrans("*_#>|[]`~<\\", "＊＿＃＞｜［］｀～＜＼")
"""Signs that would be read as markdown, as others that look the same: no way to escape them is documented."""
