"""The ways into WeCom and out of it, as the settings say; the rest is constructed in bot.app."""

from typing import TYPE_CHECKING

from bot.app import Ledger, press
from bot.config import Settings
from bot.evidence import LIMIT
from bot.right import Right
from bot.tokens import KeptToken
from storage.faults import Unavailable

if TYPE_CHECKING:
    from bot.channels.wecom.app.channel import WecomAppChannel
    from bot.channels.wecom.channel import WecomChannel
    from bot.channels.wecom_group.channel import GroupRobot


def wecom_channel(settings: Settings, ledger: Ledger) -> "WecomChannel | None":
    """WeCom's robot over the long connection, where there is one; one process at a time uses it."""
    if settings.wecom_bot_id is None or settings.wecom_bot_secret is None:
        return None
    from bot.channels.wecom.channel import Backstage, WecomChannel  # noqa: PLC0415 - few ledgers have one
    from reports.picture import as_png  # noqa: PLC0415

    right = Right(ledger.desk.database, f"wecom:{settings.wecom_bot_id}", ledger.now)
    return WecomChannel(
        settings.wecom_bot_id,
        settings.wecom_bot_secret.get_secret_value(),
        Backstage(
            ledger.evidence.keep,
            lambda sheet: as_png(sheet.summary),
            press(ledger).as_bytes,
            ledger.now,
            LIMIT,
            right.take,
            right.release,
            (Unavailable,),
        ),
        url=settings.wecom_ws_url,
        hosts=tuple(filter(None, map(str.strip, settings.wecom_media_hosts.split(",")))),
    )


def wecom_app_channel(settings: Settings, ledger: Ledger) -> "WecomAppChannel | None":
    """The company's own app on WeCom, where all of it is set (see bot.config)."""
    if settings.wecom_corp_id is None or settings.wecom_agent_id is None:
        return None
    from bot.channels.wecom.app.channel import App, Backstage, WecomAppChannel  # noqa: PLC0415 - few ledgers have one
    from reports.picture import as_png  # noqa: PLC0415

    secrets = (settings.wecom_app_secret, settings.wecom_token, settings.wecom_encoding_aes_key)
    app = App(settings.wecom_corp_id, settings.wecom_agent_id, *(one.get_secret_value() for one in secrets if one))
    return WecomAppChannel(
        app,
        Backstage(
            ledger.evidence.keep,
            lambda sheet: as_png(sheet.summary),
            press(ledger).as_bytes,
            KeptToken(ledger.desk.database, f"wecom:{app.company}:{app.agent}"),
            ledger.now,
            LIMIT,
            (Unavailable,),
        ),
        url=settings.wecom_api_url,
        with_cards=settings.wecom_app_cards,
    )


def group_robot(settings: Settings, ledger: Ledger) -> "GroupRobot | None":
    """The robot of a work group, where there is one."""
    if settings.wecom_group_webhook_url is None:
        return None
    from bot.channels.wecom_group.channel import Backstage, GroupRobot  # noqa: PLC0415 - few ledgers have one
    from reports.picture import as_png  # noqa: PLC0415

    backstage = Backstage(lambda sheet: as_png(sheet.summary), press(ledger).as_bytes)
    return GroupRobot(settings.wecom_group_webhook_url.get_secret_value(), backstage)
