"""What the bot says to somebody who is not in the ledger yet, and about invitations."""

WELCOME = (
    "你好，这里是科普台账。要加入，请把邀请码发给我（8位字母和数字，比如K7PM-3XQ9）；"
    "还没有的，向你们单位的专干或协调员要一个。"
)
WRONG_CODE = "这个码不对。请对照着再发一次，或者请给你码的人重新开一个。"
EXPIRED_CODE = "这个码过期了。请给你码的人重新开一个。"
USED_CODE = "这个码已经用过了。请给你码的人重新开一个。"
TOO_MANY = "试错的次数多了，请过{minutes}分钟再试。码要是找不到了，请给你码的人重新开一个。"
ASK_NAME = "邀请码有效：{unit}，{role}。怎么称呼你？发姓名就行。"
BAD_NAME = "先告诉我你的名字（1到20个字，不带数字和标点），比如“王小明”。"
JOINED = (
    "{name}，欢迎加入{unit}（{role}）。\n"
    "办完活动给我发一句就行，比如“昨天在{unit}讲防震，来了80人，发了折页150份”，"
    "照片随时能发。发“帮助”看还能做什么。"
)
ALREADY_IN = "你已经在{unit}了（{role}），不用再输邀请码。换单位请找你们协调员。"
CONNECTED = "连上了，{name}。这边和原来的账号是同一个人，记录都在。"

INVITE_ROLE = "邀请谁？选一个角色。"
INVITE_UNIT = "邀请哪个单位的{role}？点一个，或者写单位名。"
INVITE_UNKNOWN_UNIT = "你下面没有“{name}”这个单位。请点一个，或者写全名。"
NOT_ALLOWED = "志愿者不能邀请别人。要请人加入，请找你们专干。"
NOT_BELOW = "这个邀请你开不了：只能邀请自己单位和下级单位里比你低的角色。发“邀请”重新选。"
INVITED = "邀请码：{code}\n{unit}，{role}，{days}天内有效，只能用一次。把它发给对方，让对方发给我就行。"
