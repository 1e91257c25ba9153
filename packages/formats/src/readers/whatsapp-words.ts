/** The words that WhatsApp's exports have in a language; the text of a chat is its people's own. */
interface Words {
  /** Between date and time. */
  readonly between?: readonly string[];
  /** Hours before and after noon, in front of the time or behind it. */
  readonly morning?: readonly string[];
  readonly afternoon?: readonly string[];
  /** In place of what came with a message and was not exported. */
  readonly omitted: readonly string[];
  /** Behind, or before, the name of a file that was. */
  readonly attached: readonly string[];
  /** In place of a message that was taken back. */
  readonly deleted: readonly string[];
  /** In angle brackets behind a message that was changed. */
  readonly edited: readonly string[];
  /** In what it tells of a group, between a person's name and a name in which a colon may stand. */
  readonly told: readonly string[];
}

/** Language → its words, as iOS and Android write them. */
const languages: Readonly<Record<string, Words>> = {
  en: {
    between: ["at"],
    morning: ["am", "a. m."],
    afternoon: ["pm", "p. m."],
    omitted: ["omitted"],
    attached: ["file attached", "attached:"],
    deleted: ["This message was deleted", "You deleted this message"],
    edited: ["This message was edited"],
    told: [
      "created group",
      "created this group",
      "changed the subject",
      "changed the group name",
      "changed this group's icon",
      "changed the group description",
      "added",
      "removed",
      "changed to",
      "pinned a message",
      "created the community",
      "started a call",
      "invited you to",
    ],
  },
  de: {
    between: ["um"],
    omitted: ["ausgeschlossen", "weggelassen"],
    attached: ["Datei angehängt", "Anhang:"],
    deleted: ["Diese Nachricht wurde gelöscht", "Du hast diese Nachricht gelöscht"],
    edited: ["Diese Nachricht wurde bearbeitet"],
    told: [
      "hat die Gruppe",
      "hat den Betreff",
      "hat den Gruppennamen",
      "hat das Gruppenbild",
      "hat die Gruppenbeschreibung",
    ],
  },
  es: {
    between: ["a las"],
    omitted: ["omitido", "omitida"],
    attached: ["archivo adjunto", "adjunto:"],
    deleted: ["Se eliminó este mensaje", "Eliminaste este mensaje", "Este mensaje fue eliminado"],
    edited: ["Se editó este mensaje", "Este mensaje fue editado"],
    told: ["creó el grupo", "cambió el asunto", "cambió el nombre del grupo", "añadió a", "eliminó a"],
  },
  fr: {
    between: ["à"],
    omitted: ["omis", "omise", "absent", "absente"],
    attached: ["fichier joint", "pièce jointe :", "pièce jointe:"],
    deleted: ["Ce message a été supprimé", "Vous avez supprimé ce message"],
    edited: ["Ce message a été modifié"],
    told: [
      "a créé le groupe",
      "a changé le sujet",
      "a modifié le nom du groupe",
      "a changé l'objet",
      "a ajouté",
      "a retiré",
    ],
  },
  it: {
    between: ["alle", "ore"],
    omitted: ["omesso", "omessa", "omessi"],
    attached: ["file allegato", "allegato:"],
    deleted: ["Questo messaggio è stato eliminato", "Hai eliminato questo messaggio"],
    edited: ["Questo messaggio è stato modificato"],
    told: [
      "ha creato il gruppo",
      "ha cambiato l'oggetto",
      "ha cambiato il nome del gruppo",
      "ha aggiunto",
      "ha rimosso",
    ],
  },
  pt: {
    between: ["às"],
    omitted: ["oculto", "oculta", "ocultado", "ocultada", "omitido", "omitida"],
    attached: ["arquivo anexado", "ficheiro anexado", "anexado:"],
    deleted: [
      "Mensagem apagada",
      "Esta mensagem foi apagada",
      "Você apagou esta mensagem",
      "Apagou esta mensagem",
    ],
    edited: ["Mensagem editada", "Esta mensagem foi editada"],
    told: [
      "criou o grupo",
      "mudou o assunto",
      "mudou o nome do grupo",
      "alterou o assunto",
      "adicionou",
      "removeu",
    ],
  },
  nl: {
    between: ["om"],
    omitted: ["weggelaten"],
    attached: ["bestand bijgevoegd", "bijlage:", "bijgevoegd:"],
    deleted: ["Dit bericht is verwijderd", "Dit bericht werd verwijderd", "U hebt dit bericht verwijderd"],
    edited: ["Dit bericht is bewerkt", "Dit bericht werd bewerkt"],
    told: ["heeft de groep", "heeft het onderwerp", "heeft de groepsnaam"],
  },
  sv: {
    between: ["kl."],
    morning: ["fm"],
    afternoon: ["em"],
    omitted: ["utelämnat", "utelämnad", "utelämnades"],
    attached: ["bifogad fil", "bifogad:"],
    deleted: ["Det här meddelandet raderades", "Du raderade det här meddelandet"],
    edited: ["Det här meddelandet redigerades"],
    told: ["skapade gruppen", "ändrade ämnet", "ändrade gruppens namn"],
  },
  fi: {
    between: ["klo"],
    morning: ["ap."],
    afternoon: ["ip."],
    omitted: ["jätettiin pois", "pois jätetty"],
    attached: ["tiedosto liitetty", "liite:"],
    deleted: ["Tämä viesti poistettiin", "Poistit tämän viestin"],
    edited: ["Tätä viestiä muokattiin", "Tätä viestiä on muokattu"],
    told: ["loi ryhmän", "vaihtoi aiheen", "vaihtoi ryhmän nimen"],
  },
  pl: {
    omitted: ["pominięto", "pominięta", "pominięty"],
    attached: ["plik dołączony", "załączono:"],
    deleted: ["Ta wiadomość została usunięta", "Usunięto tę wiadomość"],
    edited: ["Ta wiadomość została edytowana", "Wiadomość została edytowana"],
    told: ["utworzył(a) grupę", "zmienił(a) temat", "zmienił(a) nazwę grupy"],
  },
  tr: {
    morning: ["ÖÖ"],
    afternoon: ["ÖS"],
    omitted: ["dahil edilmedi"],
    attached: ["dosya ekli", "eklendi:"],
    deleted: ["Bu mesaj silindi", "Bu mesajı sildiniz"],
    edited: ["Bu mesaj düzenlendi"],
    told: ["grubunu oluşturdu", "grubun konusunu"],
  },
  ru: {
    between: ["в"],
    omitted: ["без медиафайлов", "отсутствует", "пропущено", "опущено"],
    attached: ["файл добавлен", "прикреплено:"],
    deleted: ["Данное сообщение удалено", "Сообщение удалено", "Вы удалили данное сообщение"],
    edited: ["Данное сообщение изменено", "Сообщение изменено"],
    told: [
      "создал(-а) группу",
      "создал группу",
      "создала группу",
      "изменил(-а) тему",
      "изменил тему",
      "изменила тему",
      "изменил(-а) название",
    ],
  },
  ja: {
    morning: ["午前"],
    afternoon: ["午後"],
    omitted: ["含まれていません", "省略されました"],
    attached: ["ファイル添付", "添付ファイル:", "添付:"],
    deleted: ["このメッセージは削除されました", "このメッセージを削除しました"],
    edited: ["このメッセージは編集されました", "このメッセージを編集しました"],
    told: ["グループを作成", "グループ名を", "件名を"],
  },
  ko: {
    morning: ["오전"],
    afternoon: ["오후"],
    omitted: ["제외됨", "생략됨", "생략"],
    attached: ["파일 첨부됨", "첨부 파일:", "첨부:"],
    deleted: ["삭제된 메시지입니다", "이 메시지는 삭제되었습니다", "메시지를 삭제했습니다"],
    edited: ["이 메시지는 수정되었습니다", "수정된 메시지입니다"],
    told: ["그룹을 만", "그룹 이름을", "제목을"],
  },
  zh: {
    morning: ["上午", "早上", "凌晨", "清晨"],
    afternoon: ["下午", "晚上", "中午", "傍晚"],
    omitted: [
      "已忽略",
      "已省略",
      "已略过",
      "忽略多媒体档",
      "省略多媒体文件",
      "未包含多媒体文件",
      "未含媒体文件",
    ],
    attached: ["文件附件", "檔案附件", "附件:", "附件："],
    deleted: ["此消息已删除", "此訊息已刪除", "您已删除此消息", "你已刪除這則訊息"],
    edited: ["此消息已编辑", "此訊息已編輯", "此消息已被编辑"],
    told: ["创建了群组", "建立了群組", "更改了主题", "已更改群名", "更改了群组名称", "將群組名稱"],
  },
  hi: {
    morning: ["पूर्वाह्न"],
    afternoon: ["अपराह्न"],
    omitted: ["शामिल नहीं है", "छोड़ा गया"],
    attached: ["फ़ाइल अटैच की गई", "अटैच:"],
    deleted: ["यह मैसेज मिटाया गया", "आपने यह मैसेज मिटाया"],
    edited: ["यह मैसेज एडिट किया गया"],
    told: ["ग्रुप बनाया", "ग्रुप का नाम"],
  },
  ar: {
    morning: ["ص"],
    afternoon: ["م"],
    omitted: ["تم استبعاد الوسائط", "محذوفة", "محذوف"],
    attached: ["الملف مرفق", "مرفق:"],
    deleted: ["تم حذف هذه الرسالة", "لقد حذفت هذه الرسالة"],
    edited: ["تم تعديل هذه الرسالة"],
    told: ["أنشأ المجموعة", "أنشأت المجموعة", "غيّر الموضوع"],
  },
  id: {
    between: ["pukul"],
    omitted: ["tidak disertakan"],
    attached: ["file terlampir", "terlampir:"],
    deleted: ["Pesan ini telah dihapus", "Anda telah menghapus pesan ini"],
    edited: ["Pesan ini diedit", "Pesan ini telah diedit"],
    told: ["membuat grup", "mengubah subjek", "mengubah nama grup"],
  },
};

const all = (of: (words: Words) => readonly string[] | undefined): string[] =>
  Object.values(languages).flatMap((words) => of(words) ?? []);

/** One of some words, the longest first. */
const oneOf = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`))
    .join("|");

const { morning, afternoon } = {
  morning: all((words) => words.morning),
  afternoon: all((words) => words.afternoon),
};
/** Half of a day: `a. m.` is written with and without dots and blanks. */
const half = String.raw`${oneOf([...morning, ...afternoon])}|[ap]\.? ?m\.?`;

const date = String.raw`\d{1,4}(?:[./-]|년) ?\d{1,2}(?:[./-]|월) ?\d{1,4}(?:\.|일)?`;
const clock = String.raw`(?:(?:${half}) ?)?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?(?:${half}))?`;
const between = String.raw`,? (?:(?:${oneOf(all((words) => words.between))}) )?|، `;

/** A line that begins a message: iOS puts date and time in brackets, Android a dash behind them. */
export const messageHead = new RegExp(
  String.raw`^(?:\[(${date})(?:${between})(${clock})\]|(${date})(?:${between})(${clock}) [-–]) ?(.*)$`,
  "iu",
);

const isAfternoon = new RegExp(String.raw`(?:${oneOf(afternoon)}|p\.? ?m)`, "iu");
const isMorning = new RegExp(String.raw`(?:${oneOf(morning)}|a\.? ?m)`, "iu");

/** Which half of the day a time names. */
export function dayHalf(time: string): "morning" | "afternoon" | undefined {
  return isAfternoon.test(time) ? "afternoon" : isMorning.test(time) ? "morning" : undefined;
}

const omitted = oneOf(all((words) => words.omitted));
const files = all((words) => words.attached);
const before = oneOf(files.filter((word) => /[:：]$/.test(word)));
const behind = oneOf(files.filter((word) => !/[:：]$/.test(word)));

/** What stands for an attachment, as a line by itself or behind a caption. */
const attachment = new RegExp(
  String.raw`^<[^<>\n]{1,60}>$|^(?:[^\s<>]{1,20} ){1,3}(?:${omitted})$|<(?:${before}) ?[^<>\n]{1,200}>$|^(?:${before}) ?[^\n]{1,200}$|^[^\n]{1,200} \((?:${behind})\)(?=$|\n)`,
  "iu",
);
/** The same where WhatsApp's own mark stands before it. */
const markedAttachment = new RegExp(String.raw`^[^\n]{0,40}(?:${omitted})$`, "iu");
const deleted = new RegExp(String.raw`^(?:${oneOf(all((words) => words.deleted))})[.。।]?$`, "iu");
const edited = new RegExp(
  String.raw`(?<=[^\s\u200E])[\s\u200E]{0,4}<(?:${oneOf(all((words) => words.edited))})[.。।]?>$`,
  "iu",
);
// A name stands before it.
const told = new RegExp(
  String.raw`(?<=\s|[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}])(?:${oneOf(all((words) => words.told))})(?!\p{L})`,
  "iu",
);

/** What in a message stands for an attachment. */
export function attachmentIn(text: string, isMarked: boolean): string | undefined {
  return (attachment.exec(text) ?? (isMarked ? markedAttachment.exec(text) : null))?.[0];
}

/** Whether a text says that a message was taken back. */
export function isDeleted(text: string): boolean {
  return deleted.test(text);
}

/** A text without what says that it was changed, and whether that was said. */
export function withoutEdited(text: string): { readonly text: string; readonly isEdited: boolean } {
  const left = text.replace(edited, "");
  return { text: left, isEdited: left !== text };
}

const quotes: readonly (readonly [open: string, close: string])[] = [
  ["“", "”"],
  ["„", "“"],
  ["«", "»"],
  ["「", "」"],
  ["‘", "’"],
];

/** Whether what stands before a colon is no name but the beginning of what WhatsApp tells: a colon within quotes. */
export function isTold(beginning: string): boolean {
  if (beginning.split('"').length % 2 === 0) return true;
  if (quotes.some(([open, close]) => beginning.lastIndexOf(open) > beginning.lastIndexOf(close))) return true;
  return told.test(beginning);
}
