// WeCom's own client says what our bot says: node sdk_client.cjs FOLDER_OF_THE_PACKAGE, the script as JSON on stdin.
const fs = require("fs");
const { createRequire } = require("module");

const sdk = createRequire(`${process.argv[2]}/`)("@wecom/aibot-node-sdk");
const script = JSON.parse(fs.readFileSync(0, "utf8"));
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const client = new sdk.WSClient({
    botId: script.bot,
    secret: script.secret,
    wsUrl: script.url,
    heartbeatInterval: 1000,
    maxReconnectAttempts: 0,
    logger: quiet,
});
const once = (event) => new Promise((resolve) => client.once(event, resolve));

async function shown(kind, name, place) {
    const { media_id } = await client.uploadMedia(fs.readFileSync(place), { type: kind, filename: name });
    await client.sendMediaMessage(script.who, kind, media_id);
}

async function main() {
    const [entered, tapped] = [once("event.enter_chat"), once("event.template_card_event")];
    client.connect();
    await client.replyWelcome(await entered, script.welcome);
    await client.updateTemplateCard(await tapped, script.answered);
    await client.sendMessage(script.who, script.text);
    await client.sendMessage(script.who, script.card);
    await shown("image", script.image.name, script.image.place);
    await shown("file", script.file.name, script.file.place);
    process.stdout.write(JSON.stringify([sdk.WsCmd, sdk.EventType]));
    setTimeout(() => process.exit(0), 1300); // one heartbeat at least
}

main().catch((error) => {
    console.error(error);
    process.exit(1);
});
