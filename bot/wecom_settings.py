"""The settings of WeCom: its robot, a company's own app, the robot of a work group."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, SecretStr, ValidationInfo
from pydantic import field_validator as check

from bot.address import is_url
from bot.environ import PREFIX


def _as_agent(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[1-9]\d{0,9}", value, re.ASCII):
        raise ValueError("is no AgentId: copy the number from the admin console")
    return value


def _as_yes_or_no(value: object) -> object:
    said = value.lower() if isinstance(value, str) else value
    if said not in ("true", "false", True, False):
        raise ValueError("is neither true nor false: write one of them")
    return said


_APP = ("wecom_corp_id", "wecom_agent_id", "wecom_app_secret", "wecom_token")
"""What an app needs besides its key."""


class WecomSettings(BaseModel):
    """All of them may be missing; see bot.config for how they are read."""

    wecom_bot_id: str | None = Field(
        default=None,
        description="Id of WeCom's intelligent robot, from the admin console; with it the bot starts on WeCom too.",
    )
    wecom_bot_secret: SecretStr | None = Field(
        default=None,
        validate_default=True,
        description="Secret of its long connection, shown once beside the id.",
    )
    wecom_ws_url: str = Field(
        default="wss://openws.work.weixin.qq.com",
        description="Where the long connection goes, where it is not WeCom's own.",
    )
    wecom_media_hosts: str = Field(
        default=".myqcloud.com,.weixin.qq.com,.qpic.cn",
        description="Ends of the hosts that pictures and files are fetched from, between commas.",
    )
    wecom_corp_id: str | None = Field(
        default=None,
        description="Id of the company, for an app of its own (with the four settings below it); it starts with ww.",
    )
    wecom_agent_id: Annotated[int | None, BeforeValidator(_as_agent)] = Field(
        default=None, description="AgentId of the app, from the admin console."
    )
    wecom_app_secret: SecretStr | None = Field(default=None, description="Secret of the app, beside its AgentId.")
    wecom_token: SecretStr | None = Field(
        default=None,
        description="Token of the app's callback, from the page on which it receives messages.",
    )
    wecom_encoding_aes_key: SecretStr | None = Field(
        default=None,
        validate_default=True,
        description="EncodingAESKey of the app's callback, 43 letters and digits, from the same page.",
    )
    wecom_api_url: str = Field(
        default="https://qyapi.weixin.qq.com",
        description="Server of WeCom, where it is not WeCom's own.",
    )
    wecom_app_cards: Annotated[bool, BeforeValidator(_as_yes_or_no)] = Field(
        default=True,
        description="false: choices are typed, for people who use the app inside WeChat, where no card is shown.",
    )
    wecom_group_webhook_url: SecretStr | None = Field(
        default=None,
        description="Address of a group robot of WeCom with its key; released reports can be sent into its group.",
    )

    @check("wecom_bot_secret")
    @classmethod
    def _has_an_id(cls, secret: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        if bool(secret) != bool(info.data.get("wecom_bot_id")):
            raise ValueError("and KEPU_WECOM_BOT_ID belong together: set both as they stand in the admin console")
        return secret

    @check("wecom_encoding_aes_key")
    @classmethod
    def _is_key_of_a_whole_app(cls, key: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        """What is faulty itself is named already."""
        missing = [field for field in _APP if info.data.get(field, "faulty") is None]
        given = len(missing) < len(_APP)
        if key is None and given:
            raise ValueError("is missing: set it as it stands on the page where the app receives messages")
        if key is not None and not re.fullmatch(r"[A-Za-z0-9]{43}", key.get_secret_value()):
            raise ValueError("is no EncodingAESKey: copy it from the admin console, it has 43 letters and digits")
        if key is not None and missing:
            names = ", ".join(f"{PREFIX}{field.upper()}" for field in missing)
            raise ValueError(f"belongs together with {names}: set them as they stand in the admin console")
        return key

    @check("wecom_ws_url")
    @classmethod
    def _is_gateway(cls, url: str) -> str:
        if not re.fullmatch(r"wss?://[^\s/]+\S*", url):
            raise ValueError("is no address of a gateway: write it like wss://example.org")
        return url

    @check("wecom_group_webhook_url")
    @classmethod
    def _is_robot(cls, url: SecretStr | None) -> SecretStr | None:
        if url and not re.fullmatch(r"https?://[^\s/]+/\S*webhook/send\?key=\S+", url.get_secret_value()):
            raise ValueError("is no address of a group robot: copy it from the group; it ends with send?key=...")
        return url

    @check("wecom_api_url")
    @classmethod
    def _is_server(cls, url: str) -> str:
        if not is_url(url):
            raise ValueError("is no address of a server: write it like https://example.org")
        return url
