import { measureKindWords } from "./measure-kind-words.ts";
import type { KindWords } from "./kind-words.ts";

const when = { values: ["date", "time"], answers: ["moment", "date"], family: "date" } as const;
const where = { values: ["text", "code"], answers: ["place"], family: "place" } as const;
const howMany = { values: ["count", "text"], answers: ["count"], family: "count" } as const;

const room = {
  called: "room, bedrooms, zimmer*, schlafzimmer*, chambre, habitación, cuarto, dormitorio*",
  asked: `room type, what/which [kind/type/sort] [of] room, single or double, type of room, zimmer*, welches zimmer, quel type de chambre, quelle chambre, qué tipo de habitación, qué habitación`,
} as const;

// The more special kinds come first: a fact is of the first one that its name is a name of.
export const factKindWords: Readonly<Record<string, KindWords>> = {
  birth: {
    values: ["date", "text"],
    answers: ["moment", "date", "age"],
    called:
      "birth, birthday, birthdate, dob, geburtsdatum, geburtstag, naissance, anniversaire, nacimiento, cumpleaños",
    asked: `born, birth, birthday, birthdate, dob, how old, geboren, geburt*, wie alt, né/née/nés, naissance,
      quel âge, nació/naciste/nacido/nacida, nacimiento, qué edad, cuántos años`,
    cues: `i was born on, my birthday is, ich bin am, geboren am, né/née le, nací el`,
  },
  age: {
    values: ["count", "text"],
    answers: ["age", "count"],
    called: "age, alter, âge, edad",
    asked:
      "how old, your age, wie alt, ihr/dein alter, quel âge, votre/ton âge, qué edad, cuántos años, su/tu edad",
  },
  postcode: {
    answers: ["place"],
    called: "zip*, postcode, postal, post code, plz, postleitzahl",
    asked: "zip*, postcode, post code, postal, plz, postleitzahl, code postal, código postal",
  },
  email: {
    answers: ["place"],
    called: "email, e mail, mail, mail address, mailadresse, courriel, correo",
    asked: `email, emails, e mail, mail, mail address, emailadresse, mailadresse, mailanschrift, courriel, correo,
      reach you, contact you, erreiche* [ich/wir] sie/dich, sie/dich erreichen, joindre, contactarle/contactarte/localizarle,
      send … confirmation/receipt/invoice/link/ticket/tickets/voucher, bestätigung/rechnung/tickets schicken/senden, envoyer … confirmation/facture/billets, enviar* … confirmación/factura/entradas`,
  },
  phone: {
    values: ["phone", "code", "count", "text"],
    called:
      "phone*, telephone, mobile, cell, cellphone, contact number, telefon*, handy*, téléphone, portable, teléfono, móvil, celular",
    asked: `phone number, phone, mobile number, mobile, telephone*, cell, cellphone, contact number, reach you, contact you, call you, text you, telefon*, ihr/ihre/dein/deine handy, handynummer,
      rückruf*, sie/dich erreichen, erreiche* ich/wir sie/dich, zurückrufen, anrufen, téléphone, portable, joindre, rappeler, teléfono, móvil, celular,
      llamarle/llamarte/llamarlo/localizarle/contactarle, le/te llamamos/llamo, le/la/te puedo/podemos llamar`,
  },
  pin: {
    called: "pin, passcode, password, passwort, kennwort, geheimzahl, mot de passe, contraseña, clave",
    asked: "pin, passcode, password, passwort, kennwort, geheimzahl, mot de passe, contraseña, clave",
  },
  departure: {
    ...where,
    direction: "from",
    called: `departure, depart, from, origin, start, starting point, pick up, pickup, leaving from, collection, abflug*, abfahrt*, startort, start, abreiseort, abholort, abholung, von,
      départ, origine, provenance, salida, origen, recogida`,
    asked: `from where, from ., from which, from what … city/airport/station/place, where … from, leave/leaving/depart/departing/fly/flying/travel/travelling/traveling/starting/start/going/coming/setting from, where … start/begin/starting,
      station/airport/city … leave/leaving/depart/departing, departure city/airport/station/place/point, where … collect/get/fetch/collecting, pick … up, picked up, pickup, pick up location/place/point, point of departure,
      von wo, woher, ab wo/welchem/welcher, von welchem/welcher … bahnhof/flughafen/stadt, abflugort/abflughafen/abfahrtsort/startort/startbahnhof/abholort, abholen, wo … los, wo … ein/einsteigen/starten,
      d'où, de quelle ville/gare, de quel aéroport/endroit, depuis où/quelle/quel, ville/gare/aéroport/lieu de départ, où … chercher/récupérer, point de départ,
      desde dónde, de dónde, desde qué, de qué ciudad/aeropuerto/estación, ciudad/lugar/aeropuerto/punto de salida/origen, origen, dónde … recog*`,
  },
  destination: {
    ...where,
    direction: "to",
    called: `destination, to, going to, arrival, drop off, dropoff, where to, ziel*, reiseziel, zielort, ankunft*, nach, zielbahnhof, destination, arrivée, destino, llegada`,
    asked: `where to, to where, to which, to what, to ., where … go/going/fly/flying/headed/heading/head/travel/travelling/traveling/off, destination, travelling/traveling/flying/going/headed/heading/travel/fly/get to, arrival city/airport/station,
      drop … off, dropped off, drop off, which/what city/place/country/town … to, where … take/taking/driving/drive you, where … end, wohin, nach wo, ziel*, reiseziel, zielort, welche/welches ziel, wo … aussteigen/hin, wo … hin,
      où … aller/allez/partir/rendre/rendez/va, vers où/quelle, où souhaitez/voulez vous aller/partir, jusqu'où, quelle [est] [votre] destination, ville/gare/aéroport d'arrivée, où … emmène/dépose/déposer,
      adónde, a dónde, hacia dónde, destino, ciudad/aeropuerto de llegada/destino, dónde … ir/viajar/va/llevo/llevamos/dejo`,
  },
  return: {
    ...when,
    called: "return, returning, inbound, coming back, rück*, retour, regreso, vuelta, devolución",
    asked: `return, returning, come/coming/fly/flying/travel/travelling/traveling/go/going/get/be back, when … back, bring … back, zurück*, rück*, retour, revenir, revenez, rentrer, rentrez, reviens, volver, vuelve, regres*, vuelta`,
  },
  checkout: {
    ...when,
    called: "check out, checkout, move out, end date, end, abreise*, ende, fin, départ, salida",
    asked: `check out, checking out, checkout, until when, when … leave/leaving/depart/departing/end, abreis*, bis wann, wann … ab, jusqu'à quand, quand … partez/partir/quittez, hasta cuándo, cuándo … sale/salida/marcha/irse`,
  },
  departureDate: {
    ...when,
    called: `departure, travel, outbound, leaving, flight, trip, journey, abreise*, hinreise*, hinfahrt*, abflug*, reisedatum, reisetag, abfahrt*, départ, voyage, aller, salida, ida, viaje`,
    asked: `when … leave/leaving/depart/departing/travel/travelling/traveling/fly/flying/go/going/start/set/setting, departure/travel/outbound date/day, date of departure/travel, what/which day/date … leave/leaving/depart/departing/travel/travelling/traveling/fly/flying/go/going/set/setting/off,
      wann … los/fahren/fliegen/reisen/losfahren/abfahren/abfliegen/starten/hin, wann … fahren/fliegen/reisen sie, an welchem tag … fahren/fliegen/reisen, abreisedatum, reisedatum, hinreise*, hinfahrt*,
      quand … partir/partez/voyager/voyagez, quel jour … partir/partez/voyager/voyagez, date de départ/voyage, cuándo … salir/sale/salen/viajar/viaja/ir, qué día … salir/sale/viajar/viaja, fecha de salida/ida/viaje`,
  },
  checkin: {
    ...when,
    called:
      "check in, checkin, arrival, move in, start date, start, from, anreise*, ankunft*, einzug*, beginn, arrivée, début, llegada, entrada, inicio",
    asked: `check in, checking in, checkin, when … arrive/arriving/come/coming/stay/get here/there, when … get/move in, arrival [date], move in, from when, starting when, start date, when … need the room,
      anreis*, ankunft*, ankommen, wann … an/kommen, ab wann, einzug*, einziehen, arrivée, quand … arriver/arrivez/venir/venez/emménager, à partir de quand, llega, llegan, llegar, llegada, entrada, cuándo … viene/vienen/venir, a partir de cuándo`,
  },
  nights: {
    values: ["count", "text", "date", "time"],
    answers: ["duration", "count"],
    family: "duration",
    called:
      "nights, days, weeks, length, duration, stay, how long, nächte, dauer, aufenthalt*, nuits, durée, séjour, noches, duración, estancia",
    asked: `how many nights/days/weeks/months, nights, how long, length of, duration, wie lange, wie viele nächte/tage, nächte, dauer, combien de nuits/jours/temps, durée, cuántas noches, cuántos días, cuánto tiempo, duración, estancia`,
  },
  tickets: {
    ...howMany,
    values: ["count"],
    called:
      "tickets, seats, quantity, items, units, pieces, copies, karten, anzahl, menge, stückzahl, plätze, quantité, billets, places, cantidad, entradas, boletos, billetes, unidades",
    asked: `how many … tickets/seats/items/units/pieces/copies, how many tickets/seats/items/units/pieces/copies, how many of them, how many do you need/want, how many would, quantity, tickets, wie viele … karten/tickets/stück/plätze, stückzahl, menge,
      combien de/d'en … billets/places/exemplaires, combien en, cuántas entradas/unidades/plazas, cuántos boletos/billetes/ejemplares, cantidad`,
  },
  people: {
    ...howMany,
    called: `party size, party, group size, people, persons, guests, travellers, travelers, passengers, adults, attendees, diners, participants, heads, how many, number of people/guests/persons/adults, personen, personenzahl, gäste, gästen, reisende, fahrgäste, teilnehmer, personnes,
      convives, invités, voyageurs, passagers, personas, comensales, invitados, huéspedes, pasajeros, viajeros, asistentes`,
    asked: `how many [other] guests/people/persons/passengers/adults/travellers/travelers/attendees/diners/participants/tickets/seats, how many of you, how many are you/there/coming, how many will, how many … of you, how many [people/guests] … be/travelling/traveling/coming/staying/attending, how many ., for how many, how large/big … party/group, party size, group size, size of … party/group, number of people/guests/persons/adults/passengers,
      wie viele [personen/gäste/leute/erwachsene/reisende/teilnehmer], für wie viele, zu wie vielt, mit wie vielen, wie viele sind/seid, anzahl der personen/gäste, personenzahl, combien de personnes/convives/voyageurs/passagers/invités, pour combien, combien êtes/serez/d'invités, serez combien, êtes combien, nombre de personnes,
      cuántas personas, cuántos son/serán/somos/comensales/huéspedes/viajeros/pasajeros/invitados/adultos, para cuántos/cuántas, número de personas`,
  },
  time: {
    values: ["time", "date", "text"],
    answers: ["time", "moment"],
    family: "time",
    called: "time, hour, uhrzeit, zeit, heure, hora",
    asked:
      "what time, which time, at what, what hour, time, wie viel uhr, wieviel uhr, uhrzeit, quelle heure, qué hora",
  },
  since: {
    ...when,
    called: "since, onset, began, started, seit, beginn, depuis, début, desde, inicio",
    asked: `since when, when … start/started/begin/began/first/notice, how long … had/been/have, seit wann, wann … angefangen/begonnen/fing, wie lange … schon, depuis quand/combien, quand … commencé, desde cuándo, cuándo empez*/comenz*, cuánto hace`,
  },
  bought: {
    ...when,
    called:
      "purchase date, date of purchase, bought, ordered, order date, purchase, kaufdatum, gekauft, bestelldatum, achat, date d'achat, fecha de compra, compra",
    asked: `when … buy/bought/purchase/purchased/order/ordered/get it, date of purchase, purchase date, wann … gekauft/bestellt, kaufdatum, quand … acheté/commandé, date d'achat, cuándo … compr*, cuándo lo/la compr*, fecha de compra`,
  },
  date: {
    ...when,
    called:
      "date, day, datum, tag, jour, fecha, día, when, departure, arrival, abreise, anreise, départ, arrivée, salida, llegada, wann, quand, cuándo",
    asked:
      "when, what/which day/date, date, wann, welchem/welchen/welcher tag, datum, quand, quel jour, quelle date, cuándo, qué día, qué fecha",
  },
  tracking: {
    values: ["code", "phone", "count", "text"],
    called: "tracking, sendungsnummer, sendung*, suivi, seguimiento",
    asked: "tracking, number of … shipment/parcel/package, sendungsnummer, sendungs*, suivi, seguimiento",
  },
  serial: {
    values: ["code", "phone", "count", "text"],
    called: "serial, imei, seriennummer, numéro de série, número de serie",
    asked: "serial, imei, seriennummer, numéro de série, número de serie",
  },
  account: {
    values: ["code", "phone", "count", "text"],
    called:
      "account number/no/id, account, iban, kontonummer, konto, numéro de compte, compte, número de cuenta, cuenta",
    asked:
      "account number/no/id, which account, what account, your account, account, iban, kontonummer, welches konto, konto, numéro de compte, quel compte, número de cuenta, qué cuenta",
  },
  order: {
    values: ["code", "phone", "count"],
    called: "order*, purchase, bestell*, auftrag*, commande, pedido, orden",
    asked: `order*, purchase*, reference, ref, bestell*, auftrag*, commande*, pedido*, orden, référence, referencia, referenz*`,
  },
  booking: {
    values: ["code", "phone", "count", "text"],
    called:
      "booking, reservation, confirmation, reference, buchung*, reservierung*, réservation, reserva, case, ticket number",
    asked:
      "booking*, reservation*, confirmation, reference, case number, ticket number, buchung*, reservierung*, réservation*, référence, reserva*, referencia, referenz*",
  },
  customer: {
    called:
      "customer number/id/code, client number/id, membership, member, kundennummer, kunden nr, numéro/code de client, numéro client, número de cliente",
    asked:
      "customer number/id/code, client number/id, membership, member, kundennummer, mitgliedsnummer, numéro/code de client, numéro client, número de cliente/socio",
  },
  plate: {
    called:
      "plate, number plate, license plate, licence plate, registration, kennzeichen, immatriculation, plaque, matrícula, placa",
    asked: "plate, number plate, registration, kennzeichen, immatriculation, plaque, matrícula, placa",
  },
  area: {
    ...where,
    called:
      "area, neighbourhood, neighborhood, part of town, district, region, stadtteil, gegend, viertel, bezirk, quartier, zone, secteur, barrio, zona",
    asked: `what/which area/part/neighbourhood/neighborhood/district/region/side, part of town/the, whereabouts, where in, where … eat/stay/dine/live/look/looking, which/what location, welcher/welchem/welche/welches gegend/stadtteil/viertel/bezirk, wo in, in welcher ecke,
      quel quartier, quelle zone, dans quel secteur, où … manger/dîner/loger, qué zona/barrio/parte, dónde … comer/cenar/alojarse`,
  },
  address: {
    ...where,
    called:
      "address, street, delivery address, shipping address, anschrift, adresse, lieferadresse, straße, rue, dirección, domicilio, calle",
    asked: `address, street, where … live/lives/deliver/delivered/sent/shipped/ship/send/collect/bring/come/located, wohin … liefern/schicken/senden/geliefert/geschickt, wo wohnen/wohnst, anschrift, adresse, lieferadresse, wo … abholen/liefern, où … livrer/habite*/envoyer/récupérer, où habitez/habites, dónde vive/vives, dónde … enviar/entregar/entregamos/recoger/enviamos/mandamos, dirección, domicilio`,
  },
  place: {
    ...where,
    called: `city, town, home town, hometown, residence, country, location, place, airport, station, branch, store, wohnort, stadt, ort, land, filiale, ville, pays, lieu, domicile, magasin, ciudad, localidad, país, residencia, lugar, sucursal, tienda`,
    asked: `where do/are/did/should/can you, where is it, where should, which/what city/town/country/place/branch/store, your city/town/location,
      your home/current address, located/based, wo wohnen/wohnst/leben/lebst/sind/befinden, woher, welche/welcher/welchem stadt/ort/land/filiale,
      ihre/deine adresse/anschrift, ihr/ihren/dein/deinen wohnort, où habite*, où êtes, où vive*, où vis, où réside*, où est, d'où,
      quelle/dans ville, dans quelle ville, quelle ville, quel pays, quel magasin, votre/ton/ta adresse/ville, dónde vive/vives/reside/está/estás/se, de dónde, en qué ciudad, qué ciudad, qué tienda,
      su/tu ciudad/dirección/domicilio`,
    cues: `i live in, i am/im living in, i am/im from, i am/im based in, i am/im located in, i am/im calling from, my city is,
      ich wohne [übrigens] in, ich lebe in, ich komme aus, ich bin aus, j'habite à/en, je vis à/en, je réside à, je viens de, je suis de,
      vivo en, resido en, soy de`,
  },
  person: {
    answers: ["person"],
    called: `^name ., ^full/first/last/family/customer/guest/your/user/passenger/patient name ., ^surname ., ^vorname ., ^nachname ., ^familienname ., ^nom ., ^prénom .,
      ^nom de famille ., ^nom complet ., ^nombre ., ^name of …, ^nom de …, ^nombre de …, ^child name ., ^childs name ., ^nombre completo ., ^apellido* ., ^vollständiger name .`,
    asked: `your [full/first/last/family] name, your surname, [speaking/talking/speak] with/to whom, who am i speaking/talking, who is this/calling/speaking, who's this/calling/speaking,
      who are you, who do i have, and you are ., … called ., … name ., may/should/can i call you, under what/which/whose name, the name on/for, ^name, and name, what name, which name, whose name, full name, name please,
      mit wem, wer spricht/sind/ist da, wie heißen sie, wie heißt du, wie ist der name, ihr/ihren/dein/deinen [vollständigen/vollständiger] name/namen, auf welchen namen, unter welchem namen,
      à qui, qui êtes vous, qui est à, comment vous appelez, comment t'appelles, comment tu t'appelles, votre/ton nom/prénom, quel est le nom, à/sous quel nom,
      con quién hablo, quién es ., quién es usted, quién habla, quién llama, cómo se llama, cómo te llamas, su/tu nombre/apellido, a qué nombre, a nombre de quién`,
    cues: `my [full/first/last] name is, my name's, the name is, ich heiße, mein name ist/lautet, je m'appelle, mon nom est, moi c'est,
      me llamo, mi nombre es`,
  },
  doctor: {
    answers: ["person"],
    called:
      "doctor, physician, dentist, stylist, agent, advisor, arzt, ärztin, médecin, docteur, médico, doctor*",
    asked:
      "which/what doctor/dentist/physician/stylist, who would you like to see, who do you see, welcher/welchen/welche/welchem arzt/ärztin, bei wem, quel médecin/docteur, avec quel médecin, qué médico/doctor, con qué médico/doctor",
  },
  insurer: {
    answers: ["person", "place"],
    called:
      "insurance, insurer, provider, versicherung, krankenkasse, assurance, mutuelle, seguro, aseguradora",
    asked:
      "insured, insurance, insurer, versichert, versicherung, krankenkasse, assuré*, assurance, mutuelle, asegurado*, seguro médico, aseguradora",
  },
  employer: {
    answers: ["person", "place"],
    called: "employer, company, workplace, firma, arbeitgeber, entreprise, employeur, empresa",
    asked:
      "work for, company, employer, where do you work, firma, arbeitgeber, wo arbeiten, entreprise, employeur, où travaillez, empresa, dónde trabaja*",
  },
  job: {
    called: "occupation, job, profession, beruf, profession, métier, profesión, ocupación",
    asked:
      "occupation, profession, your job, for a living, what do you do, beruf*, profession, métier, dans la vie, profesión, a qué se dedica, ocupación",
  },
  cuisine: {
    values: ["text"],
    called:
      "cuisine, food, type of food, food type, dish, meal, küche, essen, gericht, plat, cuisine, cocina, comida, plato",
    asked: `cuisine, [kind/type/sort/style] of food/restaurant, food, what … eat/craving/mood, what … in the mood, dish, küche, was … essen, worauf … lust/appetit, was für ein restaurant, quel type/genre de cuisine/restaurant, quelle cuisine, que … manger, envie de quoi, qu'avez vous envie, qué tipo de comida/cocina/restaurante, qué le apetece, qué … comer`,
  },
  // Before rooms: the size of one is a size.
  size: {
    called: "size, größe, taille, talla, tamaño",
    asked:
      "what/which size, size, how big/large, welche größe, größe, quelle taille, taille, combien mesurez/mesure, how tall, qué talla, talla, qué tamaño",
  },
  // A number of rooms, or the number of one: both are said the same way.
  rooms: {
    ...howMany,
    values: ["count"],
    called: room.called,
    asked: `${room.asked}, how many [bed] rooms/bedrooms, wie viele zimmer/schlafzimmer, combien de pièces/chambres, cuántas habitaciones, cuántos cuartos/dormitorios`,
  },
  room,
  colour: {
    called: "colour, color, farbe, couleur",
    asked: "colour, colors, color, colours, farbe, farben, couleur, couleurs, colores",
  },
  device: {
    values: ["text", "code", "count"],
    called:
      "device, model, phone model, make, product, item, gerät, modell, produkt, artikel, appareil, modèle, produit, article, dispositivo, aparato, modelo, producto, artículo",
    asked: `what/which [kind/type/sort/make/model] [of] phone/device/model/computer/laptop/tablet/machine/product/item/appliance/brand/printer/router, device, what … model, make and model,
      welches/welche/welchen/welcher modell/gerät/handy/produkt/artikel/marke/drucker/rechner/computer, modell, gerät, um welchen artikel, quel appareil/modèle/produit/article/téléphone/ordinateur, modèle, qué dispositivo/aparato/modelo/producto/artículo/móvil/ordenador, modelo`,
  },
  software: {
    called:
      "operating system, os, software, version, browser, app, betriebssystem, système, système d'exploitation, sistema operativo, navegador, navigateur",
    asked:
      "operating system, os, which/what version/software/browser/app, version of, betriebssystem, welche version, welches system, quel système, quelle version, quel navigateur, qué sistema, qué versión, qué navegador, sistema operativo",
  },
  count: {
    ...howMany,
    called:
      "number of, how many, count, anzahl*, nombre de, cantidad, adults, children, kinder, enfants, niños",
    asked: `how many, wie viele, wieviele, combien de, cuántos, cuántas, number of, anzahl*`,
  },
  money: {
    answers: ["money"],
    values: ["money", "count", "code", "text"],
    called:
      "price, price range, amount, cost, costs, total, budget, fee, rent, salary, income, betrag, preis, preisklasse, kosten, miete, gehalt, montant, prix, coût, loyer, salaire, precio, importe, coste, presupuesto, alquiler, sueldo",
    asked: `how much, afford, price*, cost*, amount, paid, pay, spend, budget, expensive, wie viel, wieviel, preis*, betrag, gekostet, bezahlt, ausgeben, kosten, combien … payé/coûté/dépenser/coûte/payer/payez/dépensez/prélevé/débité/facturé, combien ., de combien est/était, combien est ce que … payé/payée/payés/payées/coûte/coûté/dépensé/prélevé/facturé, combien … t il/elle/on coûté/payé/prélevé/facturé, à combien, teuer, prix, montant, coûté, payé, budget, cuánto, precio, importe, costó, pagó, gastar, presupuesto`,
  },
  pets: {
    answers: ["count"],
    called: "pets, pet, animals, haustier*, tiere, animaux, animal, mascotas, mascota",
    asked: "pets, pet, animals, haustier*, tiere, animaux, animal, mascotas, mascota",
  },
  companion: {
    answers: ["person"],
    called: `travels/travelling/traveling/coming with, companion*, accompanied by, begleitung, begleiter*, accompagnant*, accompagnatrice, acompañante*`,
    asked: `who … travelling/traveling/coming/going with, who … with you, with whom, who … accompan*, wer begleitet, wer kommt/reist/fährt mit, mit wem reisen/fahren/kommen, qui vous/t' accompagne, qui vient/voyage avec, avec qui, quién le/te/lo/la/les acompaña, con quién viaja/viene/va`,
  },
  ...measureKindWords,
  contents: {
    called: "contents, content, goods, cargo, inhalt, contenu, contenido",
    asked:
      "contents, inside, in it, what … contain/contains, was ist drin, inhalt, enthält, contenu, contient, contenido, contiene, qué hay dentro",
  },
  recipient: {
    answers: ["person"],
    called: "recipient, addressee, empfänger*, destinataire, destinatario",
    asked:
      "addressed to, recipient, who is it for, whom is it for, an wen, empfänger*, destinataire, pour qui, destinatario, para quién, a quién va",
  },
  plan: {
    called:
      "plan, tariff, package, subscription, contract, tarif, vertrag, abo, forfait, abonnement, contrat, tarifa, plan, contrato",
    asked:
      "which/what [kind/type/sort] [of] plan/tariff/package/subscription/contract, plan … on, welche*/welchen tarif/vertrag/abo, tarif, forfait, abonnement, qué tarifa/plan/contrato, tarifa",
  },
  teacher: {
    answers: ["person"],
    called: "teacher, instructor, coach, trainer, lehrer*, professeur*, enseignant*, profesor*, maestr*",
    asked:
      "teacher, instructor, teaches, coach, trainer, lehrer*, unterrichtet, professeur*, enseignant*, profesor*, maestr*",
  },
  grade: {
    called: "grade, class, year, school year, klasse, classe, curso, clase",
    asked:
      "grade, which/what class/year, klasse, quelle classe, en quelle année, qué curso/clase, en qué clase",
  },
  performer: {
    answers: ["person"],
    called:
      "artist, band, performer, show, film, movie, event, play, künstler*, film, vorstellung, artiste, spectacle, película, artista, concierto",
    asked:
      "which/what artist/band/performer/show/film/movie/event/play/concert, who … see/hear, what … see/watch, welche/welcher/welchen film/künstler/band/vorstellung/konzert, quel film/artiste/spectacle/concert, qué película/artista/concierto/obra",
  },
  seat: {
    answers: ["place", "count"],
    values: ["text", "code"],
    called: "seat, seats, seating, sitzplatz, platz, place, siège, asiento, asientos",
    asked:
      "seat, where … sit, sitzplatz, wo … sitzen, où … asseoir, quelle place, siège, asiento, dónde … sentarse",
  },
  transport: {
    called:
      "transport, transportation, vehicle, car, car type, mode, verkehrsmittel, auto, fahrzeug, wagen, voiture, véhicule, coche, vehículo",
    asked:
      "what/which [kind/type/sort/size/make] [of] car/vehicle, which car, how … get there/here, how … travel, welches/was für ein … auto/fahrzeug/verkehrsmittel/wagen, quelle [type/genre] [de] voiture/véhicule, quel type de voiture/véhicule, qué [tipo/clase] [de] coche/vehículo/auto",
  },
  occasion: {
    answers: ["cause"],
    called: "occasion, event, anlass, ocasión, evento, événement",
    asked:
      "occasion, celebrat*, what is it for, anlass, feiern, fêtez, fêter, quelle occasion, ocasión, celebra*",
  },
  payment: {
    called: "payment, payment method, card type, zahlungsart, zahlung*, paiement, pago, forma de pago",
    asked:
      "how … pay/paying, payment, pay by, wie … zahlen/bezahlen, zahlungsart, zahlungs*, comment … payer/régler, paiement, cómo … pagar, forma de pago, método de pago",
  },
  cause: {
    answers: ["cause"],
    called: `reason, problem, issue, complaint, cause, defect, damage, fault, symptom*, purpose, grund, anliegen, problem, ursache, mangel, schaden, beschwerden, symptom*, raison,
      motif, problème, panne, défaut, symptôme*, motivo, razón, problema, causa, defecto, avería, síntoma*`,
    asked: `what happened, what has happened, wrong, what is/was/seems the problem/issue/matter/reason, the problem/issue/matter/reason/damage/fault, why, how come, damaged, seems to be, bothering,
      what brings you, how/what can/may i/we help, what is it about, how … feeling/feel, where does it hurt, describe … problem/issue/fault/symptoms, symptom*, what … symptoms, was ist [denn] passiert/los/geschehen/kaputt/vorgefallen/damit, warum, weshalb, wieso, worum geht,
      was stimmt nicht, was funktioniert, was fehlt, beschwerden, wo tut, das/ihr problem, der grund, ihr anliegen, que s'est il passé, qu'est ce qui, quel est le problème/souci/motif, pourquoi, où avez vous mal, vos symptômes, comment vous sentez,
      de quoi s'agit, quelle est la raison, qué ha pasado/ocurrido/sucedido, qué pasó, qué sucedió, qué ocurre, qué ocurrió, qué le pasa, qué le duele, por qué, cuál es el problema/motivo, el motivo, la razón, qué tiene, síntomas, cómo se siente`,
  },
};
