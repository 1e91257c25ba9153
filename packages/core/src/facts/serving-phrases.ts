import { type Phrases, phrases } from "./phrase-finder.ts";

/** What those say who serve others, in one language. */
export interface ServingPhrases {
  /** Nobody says so but who serves. */
  readonly certain: Phrases;
  /** Who serves says so often, and polite people now and then. */
  readonly courteous: Phrases;
  /** What holds one of these phrases without meaning it. */
  readonly except: Phrases;
}

/**
 * What those say who serve others, by language: what a simulated user is refused who speaks as the assistant. The lists
 * of fingerprints (`identity_confusion_rate`) are their own, as a change of theirs needs other human references.
 */
export const servingPhrases: Readonly<Record<"en" | "de" | "fr" | "es", ServingPhrases>> = {
  en: {
    certain: phrases(`
      how can/may/could/might i [best] help/assist/serve you, how can/may/could i help today,
      how can/may i be of [any/further] help/assistance/service, how may i direct your call,
      what can/may i do for you, what can i help/assist you with, how can/may we help/assist you,
      else i can/could do for you, else i can/could help, else i can/could assist, else you need help with,
      else you would like me to, else youd like me to, i'm/im here to help/assist, i am here to help/assist,
      we are here to help/assist you,
      happy/glad/pleased/delighted to assist, happy/glad/pleased to help you, glad/happy i could help/assist,
      glad we could help, as an ai language model, as a language model, as an ai assistant i/my, as a virtual assistant i/my,
      i'm/im an ai, i am an ai, i'm/im a virtual/digital assistant, i am a virtual/digital assistant,
      i can help/assist you with, i can definitely/certainly help/assist you, i can help with that,
      i'll/ill help/assist you, i will help/assist you with, let me help/assist you, let me assist,
      let me look/check/pull that up for you, let me look/check that [up] for you, let me check/look into that,
      let me look up your, let me pull up your, let me check your order/account/booking/reservation/details,
      while i look/pull up your, while i check/look into/review that, while i check/look/pull/review your,
      i'll/ill look/check into that for you, i'll/ill get that sorted for you, i will look into this for you,
      thank/thanks you for contacting, thanks for contacting, thank you for calling, thanks for calling,
      thank you for reaching out, thanks for reaching out, thank you for choosing, thanks for choosing,
      don't/dont hesitate to contact us, do not hesitate to contact us, feel free to contact us,
      welcome to our, you have reached, i understand your frustration/concern/concerns, your satisfaction is,
      what seems to be the problem/issue/trouble, we appreciate your patience/business/understanding, are/am looking into your case/request/issue,
      our/my support/customer/service/billing/technical team/service/department will, our team will,
      your refund/request/payment/order/booking/reservation/ticket/claim/appointment/account/complaint has/have been,
      i have/ive processed/issued/located/found/refunded/updated/escalated/submitted/pulled your refund/request/order/account/claim/ticket/booking/reservation/details/payment,
      i have/ive pulled up your, i have/ive issued you, i have/ive escalated your,
      i [please] have your order/account/booking/reservation/confirmation/tracking/customer/policy/membership/postal/zip,
      provide/give/tell/share/confirm [me] [with] your order/account/booking/reservation/confirmation/tracking/customer/policy/membership/postal/zip
    `),
    courteous: phrases(`
      happy/glad to help, feel free to ask, feel free to reach out, don't/dont hesitate to, do not hesitate to,
      thank you for your patience, thanks for your patience, thank you for your understanding,
      apologize/apologise for the/any inconvenience, sorry for the/any inconvenience, let me know if you need,
      let me know if you have any, would you like me to, you're/youre welcome, you are welcome, your satisfaction,
      as an ai, how can/may i help, how can/may i assist, anything else i can do
    `),
    except: phrases(`
      how can/may/could i [best] help/assist someone/my/him/her/them/people/the/a/an/other/others,
      how can/could i help you find/locate/identify/understand/see/verify/speed, for calling/contacting me,
      for calling back, for reaching out to me, as an ai can/could/do/would/should you, else i can/could help him/her/them
    `),
  },
  de: {
    certain: phrases(`
      wie/womit/wobei kann/darf/könnte ich ihnen/dir [heute/denn] helfen/weiterhelfen/behilflich,
      wie/womit kann/darf ich helfen/weiterhelfen/behilflich, wie/womit können wir ihnen/dir [heute] helfen/weiterhelfen/behilflich,
      womit kann/darf ich ihnen/dir dienen, was kann/darf ich [heute] für sie/dich/euch tun,
      kann ich [ihnen/dir] sonst noch, kann ich ihnen/dir sonst, kann ich [ihnen/dir] noch [etwas] [anderes] helfen/tun,
      noch etwas für sie/dich tun, womit/wobei ich ihnen/dir [noch] helfen/weiterhelfen kann,
      gerne/gern helfe ich ihnen/dir, ich helfe ihnen/dir gerne/gern, ich helfe ihnen/dir weiter,
      da/dabei kann ich ihnen/dir [gerne] helfen/weiterhelfen, freut mich dass ich [ihnen/dir] helfen,
      als ki kann/bin/habe ich, als sprachmodell, als virtueller/digitaler assistent, ich bin eine ki,
      ich bin ein virtueller/digitaler assistent, ich bin [hier/da] um zu helfen, ich bin hier/da um ihnen/dir,
      für ihren/deinen anruf, für ihre/deine anfrage/kontaktaufnahme, wir bedanken uns für,
      stehe/stehen [ich] ihnen/dir [gerne/gern/jederzeit] zur verfügung, wir stehen ihnen/dir,
      wir entschuldigen uns für, wir bitten die/um … unannehmlichkeiten/entschuldigung, wir melden uns bei ihnen/dir,
      ich verstehe ihren/deinen ärger/unmut/frust, herzlich willkommen bei,
      unser kundenservice/kundendienst/support/team wird, unser service team wird,
      wie ist/lautet/lauten [bitte] ihre/deine bestellnummer/kundennummer/auftragsnummer/buchungsnummer/vertragsnummer/kontonummer/postleitzahl/geburtsdatum/reservierungsnummer,
      ich [bitte] [um] ihre/deine bestellnummer/kundennummer/auftragsnummer/buchungsnummer/vertragsnummer/kontonummer/postleitzahl/reservierungsnummer,
      nennen/geben/teilen sie mir [bitte] ihre bestellnummer/kundennummer/auftragsnummer/buchungsnummer/vertragsnummer/kontonummer/postleitzahl/reservierungsnummer,
      nenn/nenne/gib mir [bitte] deine bestellnummer/kundennummer/auftragsnummer/buchungsnummer/vertragsnummer/kontonummer/postleitzahl/reservierungsnummer,
      ich brauche/benötige [noch/bitte/dafür] ihre/deine bestellnummer/kundennummer/auftragsnummer/buchungsnummer/vertragsnummer/reservierungsnummer,
      ihre/deine rückerstattung/erstattung/bestellung/anfrage/buchung/reservierung/stornierung wurde,
      ihr/dein ticket/antrag/anliegen/termin/auftrag/konto wurde,
      ich habe ihre/deine bestellung/buchung/reservierung/rückerstattung/erstattung/anfrage/stornierung,
      ich habe ihren/deinen antrag/auftrag/termin, ich sehe/schaue [gerne] [das] [kurz/gleich] für sie/dich nach,
      ich sehe/schaue [gerne/kurz/gleich] für sie/dich nach, ich prüfe das [gerne/kurz] für sie/dich,
      das prüfe ich [gerne/kurz] für sie/dich, ich kümmere mich gerne/gern darum
    `),
    courteous: phrases(`
      für ihre/deine nachricht, danke für ihre/deine geduld, für die unannehmlichkeiten, als ki, zögern sie nicht, zögere nicht,
      lassen sie mich wissen, sag mir bescheid wenn du weitere, gern geschehen, möchten sie dass ich,
      möchtest du dass ich, stehe ihnen zur verfügung
    `),
    except: phrases(`
      wie kann ich ihnen/dir helfen das/die/den zu finden, für ihren/deinen anruf gestern, wir bedanken uns für ihre hilfe
    `),
  },
  fr: {
    certain: phrases(`
      comment puis/pourrais je vous aider, en quoi puis/pourrais je [vous] aider/être,
      comment puis je t'aider, en quoi puis je t'aider, comment puis je vous être utile, en quoi puis je, comment pouvons nous vous aider,
      que puis/pourrais je faire pour vous/toi/votre, qu'est ce que je peux faire pour vous/toi,
      puis je vous aider, puis je faire autre chose, autre chose pour vous/toi, autre chose que je puisse faire pour,
      je suis là pour vous aider, je suis là pour t'aider, je suis à votre disposition/service,
      ravi/ravie/heureux/heureuse de vous aider, ravi/ravie/heureux/heureuse d'avoir pu vous/t'aider, ravi/ravie/heureux/heureuse de t'aider,
      en tant qu'ia, en tant qu'intelligence artificielle, en tant que modèle de langage, en tant qu'assistant virtuel,
      je suis une ia, je suis un assistant virtuel, je suis une assistante virtuelle,
      de/pour votre appel, merci d'avoir contacté/appelé, merci de nous avoir contactés/contactées/contacté/appelés/appelé,
      je peux vous aider avec, je peux vous aider à, je vais vous aider, je vais t'aider, laissez moi vous aider,
      je m'en occupe pour vous, n'hésitez pas à nous, nous nous excusons pour, nous vous prions de [nous] excuser,
      nous sommes désolés pour, je comprends votre frustration/mécontentement/inquiétude, bienvenue chez,
      notre équipe/support va/vous, notre équipe/service/support client/technique/clientèle va/vous,
      votre remboursement/commande/demande/réservation/dossier/annulation/compte/ticket a [bien] été,
      j'ai [bien] traité/effectué/enregistré/annulé/trouvé/émis votre remboursement/commande/demande/réservation/dossier/compte,
      quel est votre numéro de commande/client/dossier/réservation/compte/contrat, quel est votre code postal,
      puis/pourrais je avoir votre numéro de commande/client/dossier/réservation/compte/contrat, pouvez/pourriez vous [me] donner/communiquer/fournir/confirmer/m'indiquer votre numéro de commande/client/dossier/réservation/compte/contrat,
      veuillez [me] donner/communiquer/fournir/m'indiquer votre numéro de commande/client/dossier/réservation/compte/contrat,
      je vérifie cela/ça pour vous, je regarde cela/ça pour vous, laissez moi vérifier, je consulte votre dossier/compte/commande
    `),
    courteous: phrases(`
      modèle de langage, n'hésitez pas, n'hésite pas, merci de votre patience, merci pour votre patience, remercie de votre patience,
      pour la gêne occasionnée, pour le désagrément, souhaitez vous que je, voulez vous que je, à votre disposition,
      je vous en prie, puis je vous aider
    `),
    except: phrases(`
      en quoi puis je me/m'en, de/pour votre appel d'hier, je vais vous aider à me, de votre appel manqué
    `),
  },
  es: {
    certain: phrases(`
      en qué [le/te/lo/la/les] puedo/podemos/podría ayudar/servir, en qué puedo/podemos/podría ayudarle/ayudarte/ayudarlo/ayudarla/ayudarles/ayudar/servirle/servirte,
      cómo [le/te/lo] puedo/podemos ayudar, cómo puedo/podemos/podría ayudarle/ayudarte/ayudarlo/ayudarla/servirle,
      qué puedo/podemos/podría hacer por usted/ti/ustedes, [algo/otra] más/cosa en [lo] que [le/te] pueda/puedo ayudar*,
      puedo ayudarle/ayudarte en/con algo, puedo ayudarle/ayudarte con eso/esto, estoy aquí para ayudar*, estoy a su servicio/disposición,
      encantado/encantada de ayudar*, con [mucho] gusto le/te/lo ayudo, con [mucho] gusto le/te/lo ayudaré,
      como [una] ia no/puedo/soy, como [una] inteligencia artificial, como modelo de lenguaje, como asistente virtual,
      soy una ia, soy un asistente virtual, soy una asistente virtual, gracias por llamar/contactar*, gracias por comunicarse, gracias por ponerse en contacto,
      no dude/dudes en contactar*, lamentamos las/los/cualquier, nos disculpamos por, le pedimos disculpas,
      entiendo/comprendo su/tu frustración/molestia/preocupación, bienvenido/bienvenida a nuestro/nuestra/nuestros,
      nuestro equipo/servicio/departamento se/le/te, nuestro servicio de atención, nuestro equipo de soporte/atención,
      su/tu reembolso/pedido/solicitud/reserva/cancelación/devolución/cuenta/caso/cita ha sido, su/tu reembolso/pedido/solicitud/reserva/devolución fue,
      he/hemos procesado/tramitado/gestionado/cancelado/emitido/encontrado/localizado su/tu reembolso/pedido/solicitud/reserva/devolución/cuenta/caso,
      cuál es su/tu número de pedido/cliente/reserva/cuenta/caso/contrato, darme/proporcionarme/indicarme/decirme/facilitarme/confirmarme su/tu número de pedido/cliente/reserva/cuenta/caso/contrato,
      puede/podría/puedes dar/indicar/decir su/tu número de pedido/cliente/reserva/cuenta/caso/contrato, me da su/tu número de pedido/cliente/reserva/cuenta/caso/contrato,
      un momento por favor mientras, un momento mientras, permítame/déjeme/déjame verificar/revisar/comprobar/buscar/consultar,
      lo/la reviso/verifico/compruebo/consulto para usted/ti
    `),
    courteous: phrases(`
      modelo de lenguaje, no dude en, no dudes en, gracias por su paciencia, disculpe las molestias, lamento las molestias,
      le gustaría que, te gustaría que, quiere que le, quieres que te, de nada, como ia
    `),
    except: phrases(`
      gracias por llamarme/contactarme, cómo puedo ayudarle/ayudarte a encontrar, un momento mientras busco/encuentro mi
    `),
  },
};
