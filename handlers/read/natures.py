"""Whether a message tells of something done, of something planned, or of neither."""

import re

from handlers.read.attendance import groups_in
from handlers.read.kinds import kinds_in
from handlers.read.people import people_in
from handlers.read.reading import Context, Nature
from handlers.read.venues import place_in

ASKED = re.compile(
    r"[?？]|有没有|有无|怎么(?!样了)|什么时候|能不能|可不可以|是不是(?!.{0,10}了)|多少(?!人来)|谁(?!家)|吗|呢$|哪里|哪个|如何(?=.{0,6}[?？吗])"
)
CALLED_OFF = re.compile(r"取消|没搞成|没办成|没开成|没去成|延期|推迟|改期|不办了|不搞了|泡汤|暂停|作罢|没能")
PLANNED = re.compile(
    r"打算|计划(?!生育)|拟(?!人|态|真)|准备(?:在|去|办|开|搞|到|请|于|给|组织|举办|开展|把|做|讲|周|下|明|后)|即将|将(?=于|在|举办|举行|开展|组织|邀请|到|赴|进行|开|由|会|为|请)"
    r"|(?:要|想)(?:办|开|搞|去|派|在|到|做|组织|举办|开展|请|讲)|预计|定在|定于|下(?:个)?(?:周|月|礼拜|星期)|明[天早晚]|后天|过两天|过几天|即将|到时候?|届时|名额|择日|预告|日程|计划表"
    r"|安排(?:在|于)|报名|先报备|筹备|排在|约好|商定|等.{1,8}再|预定|拟定|月底前|明年|年底前|待.{1,6}后|提前通知|敬请|欢迎.{0,8}(?:参加|前来)"
)
DONE = re.compile(
    r"了|过|完|已(?!定)|刚|来的|到场|实到|到会|参加(?:的)?(?:人|有|共)|圆满|顺利|结束|受益|发放(?:了|资料|宣传)|共计|出席|今[天日晚早儿]|昨[天日晚儿]|前天|前儿|上周|上个月|上礼拜|没数|拢共"
)
HEARSAY = re.compile(r"看新闻|听说|据说|别人|人家|羡慕|朋友圈看|看报道|新闻上")
REQUEST = re.compile(
    r"^(?:请(?!假|来|农|专|省|市|县)|麻烦|帮忙|帮我|记得|提醒|谁|求|能否)|登不上|打不开|发我|发给我|模板|密码|账号|请假|忘带|通知.{0,6}开会|收到|辛苦|谢谢|好的"
)


def nature_of(plain: str, context: Context) -> tuple[Nature, tuple[tuple[int, int], ...]]:
    """What a message is, and the spans of it that tell of what was done."""
    if CALLED_OFF.search(plain) or HEARSAY.search(plain) or REQUEST.search(plain.strip()) or ASKED.search(plain):
        return Nature.NONE, ()
    kinds = kinds_in(plain, context.taxonomy)
    people = people_in(plain, context.taxonomy)
    groups = groups_in(plain, people)
    strong = any(one.strength >= 3 for one in kinds)
    evidence = 2 * bool(strong) + bool(kinds) + 2 * bool(groups) + bool(place_in(plain, context))
    planned, done = PLANNED.search(plain), DONE.search(plain)
    if planned and not done:
        return (Nature.PLAN if evidence >= 2 else Nature.NONE), ()
    return (Nature.ACTIVITY if evidence >= 3 else Nature.NONE), ((0, len(plain)),)
