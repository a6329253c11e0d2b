/**
 * What the preview says, in the language of the page; in English where it does not speak that.
 */

const EN = {
  preview: "kbgen preview",
  ready: "Up to date",
  building: "Building…",
  built: "Built in {seconds} s",
  failed: "The build failed",
  lost: "No contact with kbgen. Trying again…",
  mended: "The build works again.",
  cleared: "The errors on this page are gone.",
  lastGood: "You see the last version that worked.",
  show: "Show the toolbar",
  hide: "Hide the toolbar",
  close: "Close",
  editions: "Edition",
  public: "Public",
  agents: "Agents",
  drafts: "Drafts",
  languages: "This page in other languages",
  widths: "Open in a window",
  width: "Open in a window {pixels} pixels wide",
  blocked: "The browser held the window back.",
  allow: "Allow pop-up windows for this address.",
  narrow: "Your screen has no room for {pixels} pixels.",
  source: "Open source",
  review: "Mark as reviewed",
  reviewed: "Last reviewed {date}",
  unanswered: "kbgen did not answer.",
  running: "Look whether “kbgen serve” is still running.",
  none: "No problems",
  problems: { one: "{count} problem", other: "{count} problems" },
  onPage: { one: "{count} problem on this page", other: "{count} problems on this page" },
  noneOnPage: "No problems on this page",
  elsewhere: { one: "{count} problem on other pages", other: "{count} problems on other pages" },
  error: "Error",
  warning: "Warning",
  removed: "This page is no longer there",
  removedHint: "Its source was removed or moved. You see it as it was last.",
  parent: "Go to the page above",
  added: { one: "New article", other: "New articles" },
  more: { one: "{count} more", other: "{count} more" },
};

/** @typedef {typeof EN} Words */

/** @type {Words} */
const SV = {
  preview: "Förhandsvisning från kbgen",
  ready: "Aktuell",
  building: "Bygger…",
  built: "Byggd på {seconds} s",
  failed: "Bygget misslyckades",
  lost: "Ingen kontakt med kbgen. Försöker igen…",
  mended: "Bygget fungerar igen.",
  cleared: "Felen på sidan är borta.",
  lastGood: "Du ser den senaste versionen som fungerade.",
  show: "Visa verktygsfältet",
  hide: "Dölj verktygsfältet",
  close: "Stäng",
  editions: "Utgåva",
  public: "Publik",
  agents: "Intern",
  drafts: "Utkast",
  languages: "Sidan på andra språk",
  widths: "Öppna i ett fönster",
  width: "Öppna i ett fönster som är {pixels} pixlar brett",
  blocked: "Webbläsaren stoppade fönstret.",
  allow: "Tillåt popup-fönster för den här adressen.",
  narrow: "Skärmen har inte plats för {pixels} pixlar.",
  source: "Öppna källan",
  review: "Markera som granskad",
  reviewed: "Senast granskad {date}",
  unanswered: "kbgen svarade inte.",
  running: "Se efter om ”kbgen serve” fortfarande är i gång.",
  none: "Inga problem",
  problems: { one: "{count} problem", other: "{count} problem" },
  onPage: { one: "{count} problem på sidan", other: "{count} problem på sidan" },
  noneOnPage: "Inga problem på sidan",
  elsewhere: { one: "{count} problem på andra sidor", other: "{count} problem på andra sidor" },
  error: "Fel",
  warning: "Varning",
  removed: "Sidan finns inte längre",
  removedHint: "Källan har tagits bort eller flyttats. Du ser sidan som den var senast.",
  parent: "Gå till sidan ovanför",
  added: { one: "Ny artikel", other: "Nya artiklar" },
  more: { one: "{count} till", other: "{count} till" },
};

/** @type {Words} */
const NB = {
  preview: "Forhåndsvisning fra kbgen",
  ready: "Oppdatert",
  building: "Bygger…",
  built: "Bygd på {seconds} s",
  failed: "Byggingen mislyktes",
  lost: "Ingen kontakt med kbgen. Prøver igjen…",
  mended: "Byggingen fungerer igjen.",
  cleared: "Feilene på siden er borte.",
  lastGood: "Du ser den siste versjonen som fungerte.",
  show: "Vis verktøylinjen",
  hide: "Skjul verktøylinjen",
  close: "Lukk",
  editions: "Utgave",
  public: "Offentlig",
  agents: "Intern",
  drafts: "Utkast",
  languages: "Siden på andre språk",
  widths: "Åpne i et vindu",
  width: "Åpne i et vindu som er {pixels} piksler bredt",
  blocked: "Nettleseren stoppet vinduet.",
  allow: "Tillat popup-vinduer for denne adressen.",
  narrow: "Skjermen har ikke plass til {pixels} piksler.",
  source: "Åpne kilden",
  review: "Marker som gjennomgått",
  reviewed: "Sist gjennomgått {date}",
  unanswered: "kbgen svarte ikke.",
  running: "Se etter om «kbgen serve» fortsatt kjører.",
  none: "Ingen problemer",
  problems: { one: "{count} problem", other: "{count} problemer" },
  onPage: { one: "{count} problem på siden", other: "{count} problemer på siden" },
  noneOnPage: "Ingen problemer på siden",
  elsewhere: { one: "{count} problem på andre sider", other: "{count} problemer på andre sider" },
  error: "Feil",
  warning: "Advarsel",
  removed: "Siden finnes ikke lenger",
  removedHint: "Kilden er fjernet eller flyttet. Du ser siden slik den var sist.",
  parent: "Gå til siden over",
  added: { one: "Ny artikkel", other: "Nye artikler" },
  more: { one: "{count} til", other: "{count} til" },
};

/** @type {Words} */
const JA = {
  preview: "kbgenのプレビュー",
  ready: "最新の状態です",
  building: "ビルドしています…",
  built: "{seconds}秒でビルドしました",
  failed: "ビルドできませんでした",
  lost: "kbgenにつながりません。再試行しています…",
  mended: "ビルドできるようになりました。",
  cleared: "このページのエラーはなくなりました。",
  lastGood: "最後に正しくビルドできた内容を表示しています。",
  show: "ツールバーを表示",
  hide: "ツールバーを隠す",
  close: "閉じる",
  editions: "版",
  public: "公開版",
  agents: "社内版",
  drafts: "下書き",
  languages: "このページのほかの言語",
  widths: "別のウィンドウで開く",
  width: "幅{pixels}ピクセルのウィンドウで開く",
  blocked: "ブラウザーがウィンドウを開きませんでした。",
  allow: "このアドレスのポップアップを許可してください。",
  narrow: "この画面では{pixels}ピクセルの幅を表示できません。",
  source: "ソースを開く",
  review: "見直し済みにする",
  reviewed: "最後の見直し：{date}",
  unanswered: "kbgenから応答がありません。",
  running: "「kbgen serve」が動いているか確かめてください。",
  none: "問題なし",
  problems: { one: "問題{count}件", other: "問題{count}件" },
  onPage: { one: "このページの問題：{count}件", other: "このページの問題：{count}件" },
  noneOnPage: "このページに問題はありません",
  elsewhere: { one: "ほかのページの問題：{count}件", other: "ほかのページの問題：{count}件" },
  error: "エラー",
  warning: "警告",
  removed: "このページはなくなりました",
  removedHint: "元のファイルが削除されたか、移動しました。最後の内容を表示しています。",
  parent: "上のページへ",
  added: { one: "新しい記事", other: "新しい記事" },
  more: { one: "ほか{count}件", other: "ほか{count}件" },
};

/** @type {Record<string, Words>} */
export const WORDS = { en: EN, sv: SV, nb: NB, no: NB, nn: NB, ja: JA };

/**
 * @param {string} page the language tag of the page
 */
export function chooseWords(page) {
  const base = page.toLowerCase().split(/[-_]/)[0];
  const language = Object.hasOwn(WORDS, base) ? base : "en";
  const words = WORDS[language];
  const rules = new Intl.PluralRules(language);
  return {
    language,
    /**
     * count: how many there are, for the plural.
     * @param {keyof Words} name
     * @param {Record<string, string | number>} values
     */
    say(name, values = {}) {
      /** @type {string | {one: string, other: string}} */
      const word = words[name];
      const text =
        typeof word === "string" ? word : word[rules.select(Number(values.count)) === "one" ? "one" : "other"];
      return text.replace(/\{(\w+)\}/g, (_, key) => write(values[key], language));
    },
    /** @param {string} day written as in a calendar: 2026-01-31 */
    day(day) {
      const date = new Date(`${day}T00:00:00Z`);
      if (Number.isNaN(date.getTime())) return day;
      const written = language === "en" ? "en-GB" : language;
      return new Intl.DateTimeFormat(written, { dateStyle: "medium", timeZone: "UTC" }).format(date);
    },
  };
}

/** @typedef {ReturnType<typeof chooseWords>} Speech */

/**
 * @param {string | number} value
 * @param {string} language
 */
function write(value, language) {
  if (typeof value === "string") return value;
  const digits = value < 1 ? 2 : 1;
  return value.toLocaleString(language, { maximumFractionDigits: digits });
}
