"""Our frames beside those of WeCom's own client for Node.js (`tests/setup_wecom_sdk.sh` fetches it).

What it sends was recorded once as the table of `recorded`. Where it is installed it is asked again, live, over the
same fake gateway; elsewhere our frames are compared with the table alone. In CI it has to be there (`.ci/run`).
"""

import asyncio
import base64
import hashlib
import json
import os
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

from bot.channel import Document, Sheet
from bot.channels.wecom import cards, frames
from bot.channels.wecom.connection import KICKED
from handlers.texts import wecom as texts
from handlers.turn import Button, Issued, Say
from tests.fakes.wecom_gateway import BOT, SECRET, FakeGateway
from tests.wecom.line import FILE, Robot, play, until
from tests.wecom.test_group import SUMMARY

ROOT = Path(__file__).parent.parent.parent
SDK = Path(os.environ.get("WECOM_SDK_FOLDER", ROOT / ".venv" / "wecom-sdk"))
MOST = 512 * 1024
WHO, TASK = "wang", "card-1"
PICTURE = b"\x89PNG" + bytes(600 * 1024)
ASKED = Say("好吗？", ((Button("好", "x:1"), Button("不好", "x:2")),))
TEXT = {"msgtype": "markdown", "markdown": {"content": "好吗？"}}
CARD = {"msgtype": "template_card", "template_card": cards.card(ASKED, "d1")}
WELCOME = {"msgtype": "text", "text": {"content": texts.WELCOME}}
NAMES = {"image": "summary.png", "file": "青河县月报.docx"}

Frame = dict[str, Any]


def recorded(who: dict[str, Any]) -> list[Frame]:
    """What was recorded of WeCom's client, `who` being how a conversation is named."""
    update = {"response_type": "update_template_card", "template_card": cards.answered(TASK)}
    return [
        {"cmd": "aibot_subscribe", "body": {"bot_id": BOT, "secret": SECRET}},
        {"cmd": "ping"},
        {"cmd": "aibot_respond_welcome_msg", "body": WELCOME},
        {"cmd": "aibot_respond_update_msg", "body": update},
        {"cmd": "aibot_send_msg", "body": {**who, **TEXT}},
        {"cmd": "aibot_send_msg", "body": {**who, **CARD}},
        *_brought_up("image", PICTURE, "u1"),
        {"cmd": "aibot_send_msg", "body": {**who, "msgtype": "image", "image": {"media_id": "media2"}}},
        *_brought_up("file", FILE, "u3"),
        {"cmd": "aibot_send_msg", "body": {**who, "msgtype": "file", "file": {"media_id": "media4"}}},
    ]


def _brought_up(kind: str, content: bytes, upload: str) -> list[Frame]:
    """Parts of half a MiB, counted from 0."""
    parts = [content[:MOST], content[MOST:]]
    told = {
        "type": kind,
        "filename": NAMES[kind],
        "total_size": len(content),
        "total_chunks": len(parts),
        "md5": hashlib.md5(content, usedforsecurity=False).hexdigest(),
    }
    chunks = [
        {"upload_id": upload, "chunk_index": nth, "base64_data": base64.b64encode(part).decode()}
        for nth, part in enumerate(parts)
    ]
    return [
        {"cmd": "aibot_upload_media_init", "body": told},
        *({"cmd": "aibot_upload_media_chunk", "body": chunk} for chunk in chunks),
        {"cmd": "aibot_upload_media_finish", "body": {"upload_id": upload}},
    ]


def seen(gateway: FakeGateway) -> list[Frame]:
    """Every frame without the id of its request, which must be its command's where it answers no callback.

    Of heartbeats one, of texts that of the script.
    """
    found: list[Frame] = []
    for frame in gateway.frames:
        cmd, request, body = frame["cmd"], frame["headers"]["req_id"], frame.get("body", {})
        assert set(frame) <= {"cmd", "headers", "body"}
        assert set(frame["headers"]) == {"req_id"}
        assert request.startswith(f"{cmd}_") or cmd.startswith("aibot_respond_")
        if cmd != "ping" and body.get("markdown", TEXT["markdown"]) == TEXT["markdown"]:
            found.append({"cmd": cmd, "body": body})
    heartbeat = next(frame for frame in gateway.frames if frame["cmd"] == "ping")
    return [found[0], {key: value for key, value in heartbeat.items() if key != "headers"}, *found[1:]]


async def told(gateway: FakeGateway) -> None:
    """Somebody opens the chat and taps a card, and is answered."""
    gateway.known.add(WHO)
    await gateway.event(WHO, "enter_chat")
    await until(lambda: bool(gateway.welcomed))
    await gateway.tap(WHO, TASK, "x:1")
    await until(lambda: bool(gateway.updated))


def ours(folder: Path) -> list[Frame]:
    """What our channel sends."""
    frames: list[Frame] = []

    async def scene(gateway: FakeGateway, robot: Robot) -> None:
        robot.file = PICTURE
        await told(gateway)
        await robot.send(ASKED, WHO, "d1")
        await robot.send(Sheet("", SUMMARY), WHO)
        await robot.send(Document(NAMES["file"], "月报", Issued("r1")), WHO)
        await until(lambda: any(frame["cmd"] == "ping" for frame in gateway.frames))
        frames.extend(seen(gateway))

    play(folder, scene)
    return frames


async def asked(folder: Path) -> tuple[list[Frame], list[dict[str, str]]]:
    """What WeCom's client sends, and its names of commands and events."""
    async with FakeGateway().serving() as gateway:
        script = {"bot": BOT, "secret": SECRET, "url": gateway.url, "who": WHO, "text": TEXT, "card": CARD}
        script |= {"welcome": WELCOME, "answered": cards.answered(TASK)}
        for kind, content in (("image", PICTURE), ("file", FILE)):
            (folder / kind).write_bytes(content)
            script[kind] = {"name": NAMES[kind], "place": str(folder / kind)}
        program = await asyncio.create_subprocess_exec(
            "node", ROOT / "tests" / "wecom" / "sdk_client.cjs", SDK, stdin=PIPE, stdout=PIPE, stderr=PIPE
        )
        talking = asyncio.create_task(program.communicate(json.dumps(script).encode()))
        meeting = asyncio.create_task(told(gateway))
        out, errors = await talking
        meeting.cancel()
        assert program.returncode == 0, errors.decode()
        return seen(gateway), json.loads(out)


def test_our_frames_are_those_recorded_of_wecoms_client(tmp_path: Path) -> None:
    """Field by field; the kind of conversation is told as well, which that client leaves out."""
    assert ours(tmp_path) == recorded({"chatid": WHO, "chat_type": 1})


def test_wecoms_client_still_sends_what_was_recorded(tmp_path: Path) -> None:
    if not (SDK / "node_modules").is_dir() and os.environ.get("WECOM_SDK") != "required":
        return  # no node here: the table is what there is
    found, (commands, events) = asyncio.run(asyncio.wait_for(asked(tmp_path), 20))

    assert found == recorded({"chatid": WHO})
    named = {value for name, value in vars(frames).items() if name.isupper() and isinstance(value, str)}
    assert {name for name in named if name.startswith(("aibot_", "ping"))} <= set(commands.values())
    assert {"enter_chat", "template_card_event", KICKED} <= set(events.values())
