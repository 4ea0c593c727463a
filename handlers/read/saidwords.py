"""Words by which a figure that is written down is less, more or about what was counted, and its measure words."""

SESSIONS = {"期": "期", "场": "场", "次": "次", "场次": "场", "场(次)": "场"}  # 场(次) as reports write it
PEOPLE = ("人", "人次", "名", "位", "人(次)")
ACTIVITIES = ("项", "个")
NEARLY = ("近",)
ABOUT = ("约", "左右", "上下", "来")
MORE = ("余", "多", "以上")
TEN_THOUSAND = "万"
CLAUSE_MARKS = "，,。；;：:、\n！!"
