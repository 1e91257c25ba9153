import { type Phrases, phrases } from "./phrase-finder.ts";

/** What marks who serves by its form, whatever it is about: offers as questions, what was done for another, thanks of a house. */
export interface ServingForms {
  readonly forms: Phrases;
  /** What has such a form and is said by those who are served. */
  readonly except: Phrases;
}

const en = {
  // What belongs to a customer, as the one who serves calls it.
  theirs:
    "reservation/reservations/booking/order/appointment/ticket/tickets/table/room/ride/flight/refund/request/account/payment/claim/case/complaint/subscription/purchase/drink/drinks/food/meal/package/parcel/delivery/viewing/transfer/song/policy/application/message/card/party/visit/confirmation/total/itinerary/cab/taxi/driver",
  done: "booked/reserved/scheduled/made/placed/sent/processed/issued/confirmed/updated/cancelled/canceled/added/submitted/transferred/purchased/bought/arranged/found/located/set/played/started/completed/informed/notified/recorded/changed/refunded/forwarded/escalated",
};

const es = {
  theirs:
    "reserva/pedido/cita/mesa/habitación/vuelo/reembolso/solicitud/cuenta/pago/caso/suscripción/compra/paquete/entrega/devolución/billete/entrada",
};

const fr = {
  theirs:
    "réservation/commande/rendez-vous/table/chambre/vol/remboursement/demande/compte/paiement/dossier/abonnement/achat/colis/livraison/billet",
};

/**
 * Forms of service in four languages: what somebody says who offers, asks on behalf of a house, reports what was done for
 * another, or lectures as language models do.
 */
export const servingForms: Readonly<Record<"en" | "de" | "fr" | "es", ServingForms>> = {
  en: {
    forms: phrases(`
      would you like, would you prefer, would you care, would you also like, would you still like, do you want me to, you would like me to, youd like me to, you want me to, like me to go ahead,
      do you want to book/reserve/play/continue/make/buy/purchase/search/schedule/proceed/order/add/pay/transfer/rent/go, do you require, do you have [a/any/another/other] [specific/particular/preferred] preference/preferences/preferred/allergies/request/requests,
      are you looking for, are you ready to order/place, what are you looking for, what kind/type/sort/style of … are you, what kind/type/sort/size of … do you want/need/prefer, what brings you [here/in],
      what city/date/day/time/area/size/flavor/flavour/genre … do you want/prefer/need/should, which city/date/day/time/area/size/flavor/flavour/genre … do you want/prefer/need, in what/which city/area, which/what city should, for how many people/persons,
      shall/should i/we book/reserve/search/play/schedule/purchase/transfer, shall i [also/please] look/proceed/go/order/add/confirm/process/place/find/make/start,
      can/may/could/shall/might i/we help/assist/interest/offer/suggest, can/may/could/shall/might we recommend, can/may/could/shall i [also/please/just] have/take/ask your, can/may/could i [also/please/just] get your name/full/first/last/phone/number/email/address/order/account/booking/zip/postcode/date, can/may/could/shall i get/bring/offer/interest you, can/may/could i [please] ask [for] your/you/who, can/may i know your,
      can/may/shall/could i book/reserve/order/schedule/search … for you, can/may i confirm/verify, can/may/shall i proceed, could/can/would you [please] provide/confirm/specify/verify/clarify/tell/give [me] [with] your,
      your [full/first/last] name please, ^name please, and your [full/first/last] name, what is your [full/first/last] name, what's your [full/first/last] name, what [name/phone] … should i put, under what/which name,
      what can/may/could i get [for] you/started, what can i do for, what else can/may i/we do/get/help/offer/assist, how else can/may i/we help/assist, anything else i/we can/could, anything else we should, anything else that i/we, anything else for you/your/today/that, anything else you'd/youd/need/want [like], is there anything else today/you'd, will that be all, that be all for,
      how can/may/could/might i/we help/assist/be, how can/may/could i/we [best] help/assist [you], i help you, i assist you,
      for you today, it/this/that/one/you/them/these/those/table/tickets for you ., i/we can … for you, i'll/ill … for you, we'll/well … for you, i/we will … for you, i/we could … for you, i've/ive/we've/weve … for you, i/we have … for you,
      i/we have [just/now/also/already/successfully] ${en.done} your/you, i've/ive/we've/weve [just/now/also/already/successfully] ${en.done} your/you, i've/ive/we've/weve [just/now] sent you, i've/ive got you down,
      your ${en.theirs} is/are/was/were/has/have/will/should/for/number/costs/comes/at, your … ${en.theirs} is/has/have/will, you are/re [all] set/booked/confirmed/scheduled, you're/youre [all] set/booked/confirmed/scheduled, you have been booked/scheduled/charged/refunded, i'll/ill/we'll need to verify/confirm/check/validate your, i/we need to verify/confirm/validate your, you will receive, you will be charged/sent/contacted/notified, you'll/youll receive/get/be a/an/your/charged/sent/contacted/notified,
      please confirm [the/that/if/whether/your/you/these/this/following], confirm the following, please provide/enter/specify/verify/select/choose [me/us] [with] your, please stand by/on, please wait a/one/while, please bear with, please allow, please come/visit us, please contact our/us, please call us,
      we found/located 1/2/3/4/5/6/7/8/9/10/one/two/three/four/five/six/seven/eight/nine/ten/several/some, i located 1/2/3/4/5/6/7/8/9/10/one/two/three/four/five/six/seven/eight/nine/ten/several/some, i/we have found/located 1/2/3/4/5/6/7/8/9/10/one/two/three/four/five/six/seven/eight/nine/ten/several/some/you, we have found/located the, i've/ive/we've found/located 1/2/3/4/5/6/7/8/9/10/one/two/three/four/five/six/seven/eight/nine/ten/several/you, we've found/located the, we found … for you/options/matches/results, there are … options/results/choices, which match/matches your, that match/matches your, based on your, we recommend, i/we would recommend, i'd/id recommend/suggest, may i suggest,
      i'm/im [very/so/really/terribly] sorry/afraid [but] there/we/that, i am [very/so/really/terribly] sorry/afraid [but] there/we/that, i am sorry but i, i'm/im sorry but i [was/am/couldn't/can't/cannot/could] unable/not, unfortunately we/there/your, i couldn't/couldnt locate, i was unable to, i could not locate,
      let me … for you, let me check/look/pull/get/bring/verify/confirm/transfer/connect [up/into] you/your/our/availability, let me know if you'd/you/youd would/want/like/prefer, let me know if there is/there's/theres, let me know if you have any/other/further/more/additional [other/further/more/additional] question/questions/concerns, if you have any [other/further/more/additional] questions/concerns,
      while i/we check/look/search/find/get/verify/process/pull/review/transfer [up/into/your/that/this/the], while we check/look/search/find/get for,
      moment while i/we, hold while,
      thank/thanks you for contacting/calling/choosing/using/visiting/shopping/holding/waiting/ordering/confirming, thanks for contacting/calling/choosing/using/visiting/shopping/holding/waiting/ordering/confirming, thank you for your patience ., thanks for your patience ., thank you for your order/purchase/business/interest/inquiry/enquiry/understanding/cooperation, thanks for your order/purchase/business/interest/inquiry/understanding,
      sorry for the/any inconvenience ., apologize/apologise for the/any/this/your inconvenience/delay/trouble, we apologize/apologise/appreciate/value/offer/accept/recommend/carry/strive, don't/dont hesitate to, do not hesitate to, feel free to ask/reach/contact/let, happy/glad/pleased/delighted to help/assist, glad i/we could help/assist, enjoy your meal/drink/coffee/tea/stay/food/order/ride/movie/music/show, we look forward to,
      ^welcome to, ^hello/hi/hey … welcome to, ^good morning/afternoon/evening … welcome to, you have/ve reached, 
      will be ready [for/in/at/shortly/soon], ready shortly, ready for pickup/pick, be with you shortly/soon, does everything/that/this … look/looks/sound, does the/your order … look, is the/your order … correct/right/ready, is your order, before i send/submit/place/book/confirm, i'll/ill send it/this/that/your/you, send it off, i'll/ill get/have that/it/this started/going/ready/over/right/out,
      ^[a] great/excellent/good/wonderful/perfect choice ., your answer was,
      as an ai, as a [large] language model, as an assistant i, i'm/im an ai, i am an ai, i don't/dont have personal/feelings, i do not have personal/feelings,
      it is/it's/its [also/always/very] important/essential/crucial/advisable/recommended/best/vital/worth to/noting [note/remember/consult/consider/keep/ensure/understand/check/follow/seek/be/have/use], important to note/remember/consult, 
      here are some/a/several/five/ten/three/four/six/seven/eight/the/additional [of] [few/common/key/main/best/top/steps/tips], ^sure/certainly/absolutely here is/are/s, ^sure here, ^certainly here, ^certainly i, ^absolutely i, ^[sure/certainly] i'd/id be happy/glad, i hope this/that helps/email/message/information/clarifies, i hope you enjoy,
      there are several/many/various/numerous/a [few/number/variety] [different] ways/factors/reasons/types/options/steps/methods/things/benefits/potential/possible, consult with a/your … professional/doctor/provider/lawyer/attorney, consult a/your … professional/doctor/provider/lawyer/attorney
    `),
    except: phrases(`
      would you like my, would you like me to send/show/give/bring/call/take/email/forward/upload/spell, would you like a/another/to photo/picture/screenshot/see, would you like to be, do you want me to send/show/give/bring/call/email/spell/repeat/read/come/wait/go/try, should i go/order to/back/another/it/one/again,
      should i look/start/make/find/place, can/could you [please] provide/confirm/clarify/verify/specify the/what/which/a, could/can/would you please confirm/verify/clarify/specify the/what/which,
      anything else i should/need/must do/know/to/bring/try, anything else i need/should/have, anything else you need from, anything else you need to know, is there anything/something else you can/could/need/would, is there anything/something else i need/should/must/have, is there anything/something else we, is there anything else available, is there anything/something else in/near/around/cheaper, is there something else, anything else i can do to,
      can/could/may/should/shall i help/assist my/him/her/them/someone/somebody, i help my/him/her/them/you find/understand, how can i help my/him/her/them/the/a/someone/people, how can/could i help you find/locate/identify/understand/see/verify/speed, let me know if you need, let me know if you have any news/updates/update, let me check/look/see/find/get my, please confirm my, please confirm that my, please confirm receipt/by/once/when, please confirm to me, please confirm whether/if my, please contact/call me/my, please wait for me, please confirm that/the/this booking/refund/order/reservation/cancellation/appointment/change/return, please confirm it,
      don't/dont hesitate to contact/call/ask/reach me, do not hesitate to contact/call/ask/reach me/out me, feel free to contact/call/ask/reach [out] [to] me, i have … question for you, i have a/some/one question/questions/problem/request/job/task for you, i have something for you, i will wait/be waiting for you, i'll/ill wait/be waiting for you, i can send/bring/show/spell/read … for you, i have your number/email/mail/letter/invoice/app/product/website/card/name, i've/ive got your email/letter/message/app/product,
      i have found/located my/a/an/the/it/no/out, i've/ive found/located my/a/an/the/it/no/out, i found/located my/a/an/the/it/no/out/your/that/this/them, i found, i found this/that/it, is that/this/everything correct, is that all/everything, i recommend, i couldn't/couldnt find, i wasn't/wasnt able to, i could not find, to ensure that my, i have you/your on, are you interested, please hold,
      depending on your, it's/its important to me, it is important to me, welcome to the club, how are you doing today, how is your day, please note that i/my/we/our, keep in mind that i/my/we, we appreciate/value your/it/any, we offer to/you, will be ready ., while i look/find/get/search/check for/my, based on your website/site/ad/policy/terms, would you like to … my
    `),
  },
  de: {
    forms: phrases(`
      möchten/wollen/hätten sie, möchtest/hättest du, soll ich ihnen/dir/für, soll ich das/die/den/es/einen/eine/ein … buchen/reservieren/bestellen/suchen/eintragen/stornieren/weiterleiten/verbinden/prüfen,
      kann/darf/dürfte/könnte ich [ihnen/sie/dir/dich] [sonst/noch/bitte/heute/gleich/irgendwie] [noch/etwas/weiter/mit/bei] [anderes] helfen/weiterhelfen/behilflich/anbieten/empfehlen, darf/dürfte ich [noch/bitte] [um] ihren/ihre/deinen/deine, darf ich fragen/wissen, kann ich sonst noch, wünschen sie, haben sie [noch] weitere/sonstige/besondere fragen/wünsche/vorlieben,
      ich kann/könnte ihnen/dir [da/damit/dabei/gerne/gern] [gerne/gern/sofort] helfen/weiterhelfen, für sie/dich tun, für sie/dich gebucht/reserviert/bestellt/gefunden/erledigt/vorgemerkt/eingetragen/nachsehen/prüfen/heraus/klären, ich habe ihnen/dir/sie [soeben/gerade/einen/eine/ein/den/die/das] … gebucht/reserviert/eingetragen/vorgemerkt/storniert/weitergeleitet/zugeschickt/gesendet,
      ihre/deine reservierung/buchung/bestellung/anfrage/rückerstattung/erstattung/stornierung/lieferung/zahlung/fahrt/anmeldung/sendung ist/wurde/wird/lautet/war, ihr/dein termin/auftrag/ticket/tisch/zimmer/konto/fahrer/paket/antrag/taxi/anliegen ist/wurde/wird, sie erhalten/bekommen [in/gleich] eine/einen/ein/von, sie werden … benachrichtigt/zurückgerufen,
      bitte bestätigen/geben/nennen/wählen/teilen sie [mir/uns] [noch/bitte] ihre/ihren/ihr, geben/nennen sie mir bitte ihre/ihren/ihr, könnten/können/würden sie mir [bitte/noch] ihre/ihren/ihr, wie ist/lautet ihr name, auf welchen namen, für wie viele personen, an welchem tag möchten, um wie viel uhr möchten,
      ich habe folgende/mehrere/drei/zwei/vier/einige … für/gefunden, es gibt … optionen/treffer, ich empfehle ihnen/dir, ich kann ihnen/dir … anbieten/empfehlen/reservieren/buchen/heraussuchen, gerne/gern kann/helfe/schaue/prüfe/buche/suche/sehe ich, ich schaue/sehe/prüfe [das] [mal/gleich/kurz/eben/gerne/gern] für/nach sie/dich, lassen sie mich [kurz/das/mal/eben] [kurz/eben] nachsehen/prüfen/schauen/nachschauen, ich sehe/schaue [mal/gleich/kurz/eben/sofort] [für] [sie] nach,
      vielen dank/danke für ihren/ihre/deinen/deine anruf/anfrage/geduld ., danke für ihren/ihre/deinen/deine anruf/anfrage/bestellung/interesse/nachricht/einkauf/kontaktaufnahme, dank für ihren/ihre/deinen/deine anruf/anfrage/bestellung/nachricht/einkauf/kontaktaufnahme, dank für ihr/dein interesse/verständnis, willkommen bei/beim, tut mir leid … unannehmlichkeiten, entschuldigen sie die unannehmlichkeiten, zögern sie nicht, zögere nicht,
      womit/wobei/wie kann/darf/können ich/wir [ihnen/dir] [heute] helfen/dienen/weiterhelfen/behilflich, was kann/darf ich [heute/denn] für sie/dich/euch, was kann/darf ich ihnen/dir bringen/anbieten/tun/zeigen, als ki, als sprachmodell, es ist wichtig zu beachten, hier sind einige, ich hoffe das hilft, genießen sie ihren/ihr/ihre
    `),
    except: phrases(`
      möchten/wollen/hätten sie mir/mich/meine/mein/meinen/bitte/so/da/vielleicht/vielleicht/damit/etwa, soll ich ihnen/dir … schicken/senden/zeigen/geben/nennen/mailen, zögern sie nicht mich, als ki kannst/können/sollten/müssen
    `),
  },
  fr: {
    forms: phrases(`
      j'ai [bien/déjà] réservé/commandé/trouvé/annulé/enregistré/acheté … pour vous/toi ., nous avons [bien/déjà] réservé/commandé/trouvé/annulé/enregistré/acheté … pour vous/toi .,
      souhaitez/désirez/préférez vous, voulez vous réserver/commander/continuer/confirmer/autre/une/un/également, avez vous d'autres/une/des préférence/préférences/questions/allergies, dois je [vous] réserver/commander/chercher/confirmer/annuler/transférer,
      puis/pourrais/pouvons je/nous [vous] aider/proposer/offrir/servir/renseigner/suggérer, puis je avoir/prendre/connaître votre, puis je vous demander, autre chose pour vous, y a t'il autre chose pour, que je puisse faire pour, comment puis je vous/t'aider aider/servir/renseigner,
      je vais vérifier/regarder/consulter/chercher cela/ça/votre/pour, je vais vous aider/réserver/transférer/renseigner/mettre, je vérifie/regarde/consulte/cherche [tout] [de] [suite] cela/ça/votre/pour [pour] [vous], laissez moi [vous/le/la] vérifier/regarder/chercher/consulter/aider, pour vous tout de suite, je vous propose/recommande/conseille/suggère/réserve/transfère/mets, je peux vous aider/proposer/réserver/offrir/recommander,
      j'ai [bien] réservé/annulé/traité/enregistré/trouvé/envoyé/transmis/ajouté/modifié votre/pour, j'ai trouvé deux/trois/quatre/cinq/plusieurs, votre ${fr.theirs} est/a/sera/était, vos billets sont, vous recevrez, vous allez recevoir,
      veuillez [me/nous/bien] [me] confirmer/indiquer/fournir/donner/préciser/communiquer/saisir/entrer/m'indiquer/choisir votre/vos, veuillez patienter, pouvez/pourriez vous [me/nous] donner/communiquer/fournir/confirmer/indiquer/préciser/m'indiquer/décrire votre/vos, quel est votre nom/prénom, quelle est votre date, à quel nom, pour combien de personnes,
      merci de votre appel/patience/commande/confiance/message/intérêt/compréhension ., merci pour votre appel/patience/commande/confiance/intérêt/compréhension ., merci de nous avoir, merci d'avoir contacté/appelé/choisi/patienté, bienvenue chez, n'hésitez pas à nous, n'hésitez pas si, nous sommes désolés, nous nous excusons, toutes nos excuses, désolé/désolée/désolés pour la gêne, en tant qu'ia, en tant que modèle, il est important de noter, voici quelques, j'espère que cela vous
    `),
    except: phrases(`
      souhaitez/désirez/préférez vous que je/mon/ma/mes/me, souhaitez/désirez/préférez vous mon/ma/mes, en tant qu'ia vous/tu, puis je prendre votre place
    `),
  },
  es: {
    forms: phrases(`
      he/hemos [ya] reservado/pedido/encontrado/cancelado/comprado/registrado … para usted/ti/ustedes ., déjeme/déjame/permítame/permíteme comprobarlo/verificarlo/revisarlo/consultarlo/buscarlo/confirmarlo,
      desea/desean/deseas que/algo/alguna/reservar/continuar/pedir/una/un/otra/otro/más/saber/confirmar, le/te/les gustaría que/algo/alguna/reservar/continuar/pedir/una/un/otra/otro/más/saber/agregar/añadir, quiere/quieres que le/te/lo/la reserve/busque/proceda/haga/ayude, prefiere/prefieres una/un/el/la/alguna, debo reservar/buscar/proceder/confirmar,
      puedo/podemos/podría ayudarle/ayudarte/ayudarlo/ayudarla/ofrecerle/ofrecerte/servirle/recomendarle/recomendarte, en qué [más] [le/te/lo] puedo/podemos ayudar*, cómo [le/te/lo] puedo/podemos ayudar*, algo más en lo que, hay algo más en lo/que, se le ofrece, alguna otra cosa en, qué más puedo hacer,
      le/te puedo ofrecer/ayudar/recomendar/reservar, le/te recomiendo/ofrezco/sugiero/transfiero/ayudo/reservo, con [mucho] gusto le/te/lo/la/permítame/déjeme, permítame, permíteme, déjeme/déjame [le/te] revisar/verificar/buscar/comprobar/consultar/confirmar su/tu/eso/esto/el/la, voy a verificar/revisar/buscar/comprobar/consultar/reservar/proceder/transferir su/tu/para/eso/esto/le/te, lo/la reviso/verifico/compruebo/consulto/busco, enseguida le/te/lo/la,
      he/hemos reservado/cancelado/procesado/enviado/encontrado/confirmado/actualizado/añadido/registrado/tramitado su/tu/para, he encontrado dos/tres/cuatro/cinco/varios/varias, su/tu ${es.theirs} es/está/ha/será/fue/estará/queda/llegará, recibirá/recibirás un/una/el/la/su/tu, sus/tus entradas/billetes están/han,
      por favor confirme/confirma/indique/indica/proporcione/proporciona/facilite/introduzca/seleccione/elija [me/nos] su/tu, podría/puede/puedes/podrías [por] [favor] proporcionarme/indicarme/darme/decirme/facilitarme/confirmarme/confirmar/proporcionar/indicar/facilitar/describir su/tu/sus, me da/das/dice/dices/indica/indicas/facilita/confirma/confirmas/permite su/tu/sus, me puede/podría dar/decir/indicar/facilitar/confirmar/proporcionar su/tu/sus, a nombre de quién, para cuántas personas, a qué hora le/te/desea/prefiere/gustaría, qué día le/te/desea/prefiere/gustaría, qué tipo de … desea/prefiere/busca/le/te,
      gracias por llamar/contactar/comunicarse/elegir*/esperar/preferir*/visitar*/ponerse, gracias por su/tu llamada/paciencia/espera/pedido/compra/confianza/interés/comprensión/preferencia ., bienvenido/bienvenida/bienvenidos a, no dude/dudes en, estamos para servirle/ayudarle, estoy aquí para, a su servicio, lamentamos/lamento/disculpe/sentimos las/los/el molestias/inconvenientes/inconveniente, como [una] ia, como modelo de lenguaje, es importante tener en cuenta, aquí tiene/tienes algunas/algunos, espero que esto
    `),
    except: phrases(`
      no dude/dudes en llamarme/contactarme/escribirme/avisarme, gracias por contactarme/llamarme, gracias por llamar/contactar a/con mi, como ia puede/puedes/debe/debes/debería
    `),
  },
};
