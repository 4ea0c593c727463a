"""What a channel says by itself, when a message never reached a dialog."""

from typing import Final

NOT_KEPT: Final = "现在存不进去，你的话还在这里，稍后点一下重发。"
NOT_UNDERSTOOD: Final = "这条消息没有传完整，请刷新页面再发一次。"
TOO_LONG: Final = "这条消息太长了，请分成几条发。"
NO_FILES: Final = "没有收到文件，请重新选一次再发。"
NOT_SIGNED_IN: Final = "页面过期了，请刷新后再发。"
NOT_YOURS: Final = "这里不能用这个身份，请刷新页面重新选。"
NOT_FOUND: Final = "没有找到，请刷新页面再试。"
WRONG_ADDRESS: Final = "请用启动时显示的网址打开。"
OTHER_PAGE: Final = "请求不是从这个页面发出的，请在对话页面里操作。"
