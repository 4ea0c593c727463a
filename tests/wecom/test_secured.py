"""The line as it is in earnest: encrypted, to a host whose certificate is vouched for; and two who want one bot."""

import asyncio
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from bot.channel import SendFailed
from handlers.turn import Said, Say
from tests.fakes.wecom_gateway import FakeGateway
from tests.wecom.line import Robot, until

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """One for this machine, with its key: vouched for by nobody but itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "fake")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(LONG_AGO).not_valid_after(LONG_AGO + timedelta(days=36_500))
    signed = made.add_extension(here, critical=False).sign(key, SHA256())
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    place = tmp_path / "fake.pem"
    place.write_bytes(signed.public_bytes(Encoding.PEM) + private)
    return place


def served(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


async def stopped(*robots: Robot) -> None:
    for robot in robots:
        await robot.stop()
        await robot.channel.close()


def test_over_an_encrypted_line_it_hears_and_answers(
    tmp_path: Path, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    async def scene() -> None:
        async with FakeGateway().serving(served(certificate)) as gateway:
            assert gateway.url.startswith("wss://")
            robot = Robot(gateway, tmp_path, lease=lambda: True)
            await robot.start()
            await gateway.text("wang", "好")
            await robot.has_heard(1)
            await robot.send(Say("在"))
            await stopped(robot)
            assert [one.event for one in robot.heard] == [Said("好")]

    asyncio.run(asyncio.wait_for(scene(), 10))


def test_who_is_vouched_for_by_nobody_is_told_no_secret(tmp_path: Path, certificate: Path) -> None:
    async def scene() -> None:
        async with FakeGateway().serving(served(certificate)) as gateway:
            robot = Robot(gateway, tmp_path, lease=lambda: True)
            await robot.start()
            await until(lambda: robot.channel.connection._tries > 2)
            await stopped(robot)
            assert gateway.frames == []

    asyncio.run(asyncio.wait_for(scene(), 10))


def test_of_two_who_want_one_bot_the_second_has_it_and_the_first_does_not_fight(tmp_path: Path) -> None:
    async def scene() -> None:
        async with FakeGateway().serving() as gateway:
            first, second = (Robot(gateway, tmp_path, lease=lambda: True) for _ in range(2))
            await first.start()
            await gateway.text("wang", "一")
            await first.has_heard(1)
            await second.start()
            await second.channel.connection.ready.wait()
            await until(lambda: not first.channel.connection.running)
            await gateway.text("wang", "二")
            await second.has_heard(1)
            with pytest.raises(SendFailed) as failed:
                await first.send(Say("在"))
            assert failed.value.away
            assert gateway.subscribed == 2
            await stopped(first, second)

    asyncio.run(asyncio.wait_for(scene(), 10))
