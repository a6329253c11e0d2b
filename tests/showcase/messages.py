"""The showcase's long section: sixty articles on messages of six devices, in four languages."""

from __future__ import annotations

from pathlib import Path

DEVICES = ("router", "fibre-box", "tv-box", "wifi-point", "app", "remote")

# language -> (names of the devices, [title and summary of each message])
WORDS = {
    "en": (
        ("Router", "Fibre box", "TV box", "Wi-Fi point", "App", "Remote"),
        (
            ("{code}: no answer", "The device does not answer. Restart it, then wait four minutes."),
            ("{code}: update needed", "A new version is ready. It installs itself tonight, or at once if you restart."),
            ("{code}: too hot", "Give the device air: ten centimetres on every side."),
            ("{code}: wrong password", "Type the password from the label again. Capital letters matter."),
            ("{code}: no signal", "Check the cable at both ends."),
            ("{code}: too far away", "Move the device closer, or add a Wi-Fi point."),
            ("{code}: time is wrong", "The clock sets itself as soon as there is a connection."),
            ("{code}: memory is full", "Delete old recordings or settings that you do not use."),
            ("{code}: already in use", "Somebody else uses it now. Try again in a few minutes."),
            ("{code}: not paired", "Hold the button on the side until the light blinks twice."),
        ),
    ),
    "sv": (
        ("Routern", "Fiberboxen", "Tv-boxen", "Wifi-punkten", "Appen", "Fjärrkontrollen"),
        (
            ("{code}: inget svar", "Enheten svarar inte. Starta om den och vänta fyra minuter."),
            (
                "{code}: uppdatering behövs",
                "En ny version är klar. Den installeras i natt, eller genast om du startar om.",
            ),
            ("{code}: för varm", "Ge enheten luft: tio centimeter åt alla håll."),
            (
                "{code}: fel lösenord",
                "Skriv lösenordet på etiketten en gång till. Stora och små bokstäver spelar roll.",
            ),
            ("{code}: ingen signal", "Kontrollera kabeln i båda ändar."),
            ("{code}: för långt bort", "Flytta enheten närmare eller lägg till en wifi-punkt."),
            ("{code}: klockan går fel", "Klockan ställer sig själv så fort det finns en uppkoppling."),
            ("{code}: minnet är fullt", "Ta bort gamla inspelningar eller inställningar som du inte använder."),
            ("{code}: används redan", "Någon annan använder den just nu. Försök igen om några minuter."),
            ("{code}: inte parkopplad", "Håll in knappen på sidan tills lampan blinkar två gånger."),
        ),
    ),
    "nb": (
        ("Ruteren", "Fiberboksen", "TV-boksen", "Wifi-punktet", "Appen", "Fjernkontrollen"),
        (
            ("{code}: ikke noe svar", "Enheten svarer ikke. Start den på nytt og vent i fire minutter."),
            (
                "{code}: må oppdateres",
                "En ny versjon er klar. Den installeres i natt, eller med en gang hvis du starter på nytt.",
            ),
            ("{code}: for varm", "Gi enheten luft: ti centimeter på alle kanter."),
            ("{code}: feil passord", "Skriv passordet på etiketten en gang til. Store og små bokstaver har betydning."),
            ("{code}: ikke noe signal", "Sjekk kabelen i begge ender."),
            ("{code}: for langt unna", "Flytt enheten nærmere, eller legg til et wifi-punkt."),
            ("{code}: klokka går feil", "Klokka stiller seg selv så snart det er forbindelse."),
            ("{code}: minnet er fullt", "Slett gamle opptak eller innstillinger du ikke bruker."),
            ("{code}: er allerede i bruk", "Noen andre bruker den akkurat nå. Prøv igjen om noen minutter."),
            ("{code}: ikke paret", "Hold inne knappen på siden til lampen blinker to ganger."),
        ),
    ),
    "ja": (
        ("ルーター", "光回線終端装置", "テレビボックス", "Wi-Fi中継機", "アプリ", "リモコン"),
        (
            ("{code}：応答がありません", "機器が応答していません。再起動して、4分ほどお待ちください。"),
            (
                "{code}：更新が必要です",
                "新しいバージョンがあります。今夜自動で更新されます。再起動すると、すぐに更新されます。",
            ),
            ("{code}：温度が高くなっています", "機器のまわりを10センチほど空けてください。"),
            (
                "{code}：パスワードが違います",
                "ラベルのパスワードをもう一度入力してください。大文字と小文字は区別されます。",
            ),
            ("{code}：信号がありません", "ケーブルの両端を確認してください。"),
            ("{code}：距離が離れすぎています", "機器を近づけるか、Wi-Fi中継機を追加してください。"),
            ("{code}：時刻がずれています", "接続が戻ると、時刻は自動で合います。"),
            ("{code}：空き容量がありません", "古い録画や、使っていない設定を削除してください。"),
            ("{code}：ほかの人が使用中です", "数分待ってから、もう一度お試しください。"),
            ("{code}：ペアリングされていません", "側面のボタンを、ランプが2回点滅するまで押し続けてください。"),
        ),
    ),
}


def write_messages(folder: Path, language: str) -> None:
    """Sixty articles, one a message, below a folder."""
    names, messages = WORDS[language]
    folder.mkdir(parents=True, exist_ok=True)
    for device, (stem, name) in enumerate(zip(DEVICES, names, strict=True), 1):
        for number, (title, summary) in enumerate(messages):
            code = f"E-{device}0{number}"
            between = "、" if language == "ja" else ", "
            heading = f"{name}{between}{title.format(code=code)}"
            text = (
                f'---\nid: message-{code.lower()}\ntitle: "{heading}"\nsummary: "{summary}"\ntype: troubleshooting\n'
                f"order: {device * 10 + number}\nerrors: [{code}]\n---\n\n{summary}\n"
            )
            (folder / f"{stem}-{code.lower()}.md").write_text(text, encoding="utf-8", newline="\n")
