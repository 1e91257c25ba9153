import { describe, expect, it } from "vitest";
import { stripMarkup } from "./strip-markup.ts";

/** What people write of what they do, in languages with a list of directions and without. */
const directions = [
  ["ru", "(смех) Да"],
  ["ru", "Да (смеётся)."],
  ["ru", "Хорошо. (достаёт телефон) Смотрите."],
  ["ru", "(закатывает глаза) Опять?"],
  ["ru", "Я (вздыхает) не знаю."],
  ["pl", "(śmieje się) Tak"],
  ["pl", "Nie wiem (wzdycha)."],
  ["pl", "(patrzy w okno) Może."],
  ["ja", "（笑）はい"],
  ["ja", "そうですね（笑）。"],
  ["ja", "（首をかしげて）わかりません。"],
  ["zh", "（笑）好的"],
  ["zh", "好吧（叹气）。"],
  ["zh", "（看了看手机）现在三点。"],
  ["zh", "【微笑】你好"],
  ["ko", "(웃음) 네"],
  ["ko", "네, (한숨을 쉬며) 알겠습니다."],
  ["ko", "(문을 열며) 들어오세요."],
  ["tr", "(gülerek) Evet"],
  ["tr", "Tamam (iç çeker)."],
  ["hi", "(हँसते हुए) हाँ"],
  ["hi", "ठीक है (मुस्कुराते हुए)।"],
  ["ar", "(يضحك) نعم"],
  ["ar", "حسنا (تتنهد)."],
  ["cs", "(směje se) Ano"],
  ["cs", "Dobře (povzdechne si)."],
  ["da", "(griner) Ja"],
  ["da", "Ja (sukker dybt)."],
  ["fi", "(nauraa) Kyllä"],
  ["fi", "No niin (huokaa)."],
  ["uk", "(сміється) Так"],
  ["uk", "Ні. (хитає головою)"],
  ["hu", "(nevet) Igen"],
  ["ro", "(râde) Da"],
  ["el", "(γελάει) Ναι"],
  ["he", "(צוחק) כן"],
  ["fa", "(می‌خندد) بله"],
  ["th", "(หัวเราะ) ใช่"],
  ["vi", "(cười) Vâng"],
  ["id", "(tertawa) Ya"],
  ["nb", "(ler) Ja"],
  ["ka", "(იცინის) დიახ"],
  ["sw", "(anacheka) Ndiyo"],
  ["lt", "(juokiasi) Taip"],
  ["en", "(rubs temples) I don't know."],
  ["en", "Fine. (picks up the phone) Hello?"],
  ["de", "(blättert in Papieren) Hier steht es."],
  ["fr", "(regarde sa montre) Il est tard."],
  ["es", "(mira el reloj) Es tarde."],
  ["cs", "Jo. (povzdechne si) Dobře"],
  ["da", "Ja (sukker dybt)."],
  ["ru", "Да (тихо смеётся)."],
  ["ja", "*笑* はい"],
  ["ru", "*смеётся* Да"],
  ["zh", "［笑］好的"],
  ["ru", "(молчит)"],
  ["pl", "Tak. (odkłada słuchawkę)"],
  ["sr", "(смеје се) Да"],
  ["yue", "（笑）好"],
  ["en", "(stares at the floor) Maybe."],
] as const;

/** Brackets around what is said. */
const asides = [
  ["en", "Call (555) 123-4567 now."],
  ["en", "(555) 123-4567 is my number."],
  ["en", "It is in the manual (see page 3)."],
  ["en", "I bought 3 (three) tickets."],
  ["en", "I (and she) mean it."],
  ["en", "(Optional) Bring a coat."],
  ["en", "(sorry) I am late."],
  ["en", "See you tomorrow. (hopefully)"],
  ["en", "The fee (non-refundable) is $5."],
  ["en", "(If you like.) Come in."],
  ["en", "He left. (He was tired.) Then we ate."],
  ["en", "Bring an ID (passport or license)."],
  ["en", "Your plan (Basic) ends soon."],
  ["en", "(a) the form, (b) the fee"],
  ["en", "The meeting (online) starts at 9."],
  ["ru", "Приходите в офис (второй этаж)."],
  ["ru", "Анна (моя сестра) придёт."],
  ["ru", "(555) 123-45-67 мой номер."],
  ["ru", "Возьмите паспорт (или права)."],
  ["ru", "Билеты стоят 500 (пятьсот) рублей."],
  ["ru", "Он уехал в США (Нью-Йорк)."],
  ["ru", "(1) Паспорт, (2) билет."],
  ["pl", "Proszę przynieść dowód (lub paszport)."],
  ["pl", "Mam 3 (trzy) bilety."],
  ["pl", "Biuro (parter) jest otwarte."],
  ["ja", "料金（税込）は千円です。"],
  ["ja", "会議（オンライン）は九時です。"],
  ["ja", "田中（営業部）です。"],
  ["zh", "会议（线上）九点开始。"],
  ["zh", "请带身份证（或护照）。"],
  ["zh", "价格（含税）是一百元。"],
  ["zh", "【重要通知】请注意"],
  ["ko", "회의(온라인)는 9시입니다."],
  ["ko", "신분증(여권 포함)을 가져오세요."],
  ["tr", "Toplantı (çevrimiçi) dokuzda."],
  ["tr", "Kimlik (veya pasaport) getirin."],
  ["ar", "الاجتماع (عبر الإنترنت) يبدأ غدا."],
  ["hi", "बैठक (ऑनलाइन) नौ बजे है।"],
  ["cs", "Schůzka (online) začíná v devět."],
  ["da", "Mødet (online) starter klokken ni."],
  ["fi", "Kokous (verkossa) alkaa yhdeksältä."],
  ["uk", "Зустріч (онлайн) о дев'ятій."],
  ["de", "Bring Papiere (oder Pass) mit."],
  ["fr", "La réunion (en ligne) commence."],
  ["es", "(o mañana) Da igual."],
  ["nl", "(ja) Ik kom."],
  ["da", "(se side 3)"],
] as const;

describe("a direction in brackets", () => {
  it.each(directions)("%s: %s is left out, and told", (language, written) => {
    const { text, unspoken } = stripMarkup(written, language);
    const [direction = ""] = /\([^()]*\)|（[^（）]*）|【.*】|［.*］|\*.*\*/u.exec(written) ?? [];
    expect(unspoken).toEqual([{ what: "stage-direction", text: direction }]);
    expect(text).toBe(
      written
        .replace(direction, "")
        .trim()
        .replace(/\s+/g, " ")
        .replace(/ (?=[.。।])/u, ""),
    );
  });

  it.each(asides)("%s: %s is an aside, and said", (language, written) => {
    expect(stripMarkup(written, language).unspoken).toEqual([]);
  });
});
