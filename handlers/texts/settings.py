"""What the bot says under 设置."""

HEAD = "{name}，{unit}，{role}。\n汇总图片：{pictures}。"
ON, OFF = "开", "关"
PICTURES_OFF = "关掉汇总图片"
PICTURES_ON = "打开汇总图片"
CONNECT = "连接另一个账号"
CONNECT_CODE = (
    "连接码：{code}\n{minutes}分钟内有效，只能用一次。在另一个账号里把它发给我，两边就是同一个人。别发给别人。"
)
