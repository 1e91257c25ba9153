/** Short answers as bots give them, by language: plain ones, and some full of names, foreign words, codes and addresses. */
export const answersOfBots: Readonly<Record<string, readonly string[]>> = {
  en: lines(`
Your parcel left our warehouse this morning.
I am afraid we do not have that size any more.
Could you tell me the number on your invoice?
We are closed on public holidays.
Thank you, that is all I need to know.
Your card was charged twice, and I have put that right.
Would you like me to book the later train?
The technician will be with you before noon.
You can change your password in the settings.
There is a fee of five pounds for cancelling late.
Is the lamp broken, or does it only flicker?
I have sent the form to your address.
Breakfast is included in the price.
Please hold the line while I look that up.
Nothing has been taken from your account.
Our shop in Via Garibaldi opens at ten.
The Königsberger Klopse come with potatoes.
One tagliatelle al ragù and two tiramisù, coming up.
Paella, gazpacho, jamón and churros are on the menu.
Mademoiselle Lefèvre will call you back shortly.
Order confirmed. Tracking: DHL 00340434161094.
Go to https://shop.example.com/de/konto to log in.
Out of stock.
Done!
Invoice settled; receipt attached.
Flight LH 1234, Frankfurt to Porto, gate B12.
Premium, Standard, Basic.
Reset link sent to maria.rossi@example.com.
Sorry to hear about the delay.
We will refund you within five working days.
Your appointment with Doctor Schneider is confirmed.
Adapter not included.
How many guests are coming?
Unfortunately the croissants are sold out today.
It costs nothing to return it.
Status: pending approval.
`),
  de: lines(`
Ihr Paket hat heute Morgen unser Lager verlassen.
Diese Größe haben wir leider nicht mehr.
Können Sie mir die Nummer der Rechnung sagen?
An Feiertagen haben wir geschlossen.
Danke, mehr muss ich nicht wissen.
Ihre Karte wurde zweimal belastet, das ist berichtigt.
Soll ich den späteren Zug für Sie buchen?
Der Techniker kommt noch vor zwölf Uhr.
Das Passwort können Sie in den Einstellungen ändern.
Für eine späte Absage berechnen wir fünf Euro.
Ist die Lampe kaputt, oder flackert sie nur?
Ich habe Ihnen das Formular geschickt.
Das Frühstück ist im Preis enthalten.
Bitte bleiben Sie dran, ich sehe nach.
Von Ihrem Konto wurde nichts abgebucht.
Unser Laden in der Via Garibaldi öffnet um zehn.
Die Spaghetti alla carbonara sind ohne Sahne.
Einmal Fish and Chips, zweimal Brownies.
Paella, Gazpacho, Jamón und Churros.
Herr Lefèvre ruft Sie gleich zurück.
Bestellung bestätigt. Sendung: DHL 00340434161094.
Anmelden unter https://shop.example.com/en/account geht jetzt.
Ausverkauft.
Erledigt!
Rechnung beglichen, Beleg anbei.
Flug LH 1234, Frankfurt nach Porto, Gate B12.
Premium, Standard, Basic.
Der Link ging an maria.rossi@example.com.
Die Verspätung tut mir leid.
Wir erstatten den Betrag innerhalb von fünf Werktagen.
Ihr Termin bei Frau Doktor Brown steht.
Adapter nicht im Lieferumfang.
Wie viele Gäste kommen denn?
Croissants sind heute leider aus.
Die Rückgabe kostet nichts.
Status: Freigabe steht aus.
`),
  fr: lines(`
Votre colis a quitté notre entrepôt ce matin.
Nous n'avons malheureusement plus cette taille.
Pouvez-vous me donner le numéro de la facture ?
Nous sommes fermés les jours fériés.
Merci, je n'ai besoin de rien d'autre.
Votre carte a été débitée deux fois, c'est corrigé.
Voulez-vous que je réserve le train suivant ?
Le technicien passera avant midi.
Vous pouvez changer le mot de passe dans les réglages.
Une annulation tardive coûte cinq euros.
La lampe est-elle cassée, ou clignote-t-elle seulement ?
Je vous ai envoyé le formulaire.
Le petit déjeuner est compris dans le prix.
Restez en ligne, je regarde tout de suite.
Rien n'a été prélevé sur votre compte.
Notre boutique de la Via Garibaldi ouvre à dix heures.
Les spaghetti alla carbonara sont sans crème.
Un fish and chips et deux brownies, très bien.
Paella, gazpacho, jamón et churros.
Monsieur Schneider vous rappelle bientôt.
Commande confirmée. Suivi : DHL 00340434161094.
Connectez-vous sur https://shop.example.com/en/account maintenant.
Épuisé.
C'est fait !
Facture réglée, reçu ci-joint.
Vol LH 1234, Francfort vers Porto, porte B12.
Premium, Standard, Basic.
Le lien est parti à maria.rossi@example.com.
Je suis désolé pour ce retard.
Nous vous remboursons sous cinq jours ouvrables.
Votre rendez-vous avec le docteur Brown est confirmé.
Adaptateur non fourni.
Combien de personnes viendront ?
Les strudels sont terminés pour aujourd'hui.
Le retour ne coûte rien.
Statut : en attente de validation.
`),
  es: lines(`
Su paquete salió de nuestro almacén esta mañana.
Lo siento, ya no nos queda esa talla.
¿Puede decirme el número de la factura?
Cerramos los días festivos.
Gracias, no necesito saber nada más.
Le cobraron dos veces y ya está corregido.
¿Quiere que reserve el tren siguiente?
El técnico llegará antes de mediodía.
Puede cambiar la contraseña en los ajustes.
Cancelar tarde cuesta cinco euros.
¿Está rota la lámpara, o solo parpadea?
Le he enviado el formulario.
El desayuno está incluido en el precio.
Espere un momento, por favor, que lo miro.
No se ha retirado nada de su cuenta.
Nuestra tienda de Via Garibaldi abre a las diez.
Los espaguetis alla carbonara van sin nata.
Un fish and chips y dos brownies, muy bien.
Tagliatelle, risotto, tiramisù y espresso.
El señor Schneider le llamará pronto.
Pedido confirmado. Seguimiento: DHL 00340434161094.
Entre en https://shop.example.com/en/account para verlo.
Agotado.
¡Hecho!
Factura pagada, recibo adjunto.
Vuelo LH 1234, Fráncfort a Oporto, puerta B12.
Premium, Standard, Basic.
El enlace se envió a maria.rossi@example.com.
Siento mucho el retraso.
Le devolveremos el dinero en cinco días hábiles.
Su cita con la doctora Brown está confirmada.
Adaptador no incluido.
¿Cuántas personas vendrán?
Hoy ya no quedan croissants.
Devolverlo no cuesta nada.
Estado: pendiente de aprobación.
`),
  it: lines(`
Il suo pacco ha lasciato il magazzino stamattina.
Mi dispiace, non abbiamo più quella taglia.
Può dirmi il numero della fattura?
Nei giorni festivi siamo chiusi.
Grazie, non mi serve altro.
La carta è stata addebitata due volte, ora è corretto.
Vuole che prenoti il treno successivo?
Il tecnico arriverà prima di mezzogiorno.
Può cambiare la password nelle impostazioni.
Una disdetta tardiva costa cinque euro.
La lampada è rotta, oppure lampeggia soltanto?
Le ho mandato il modulo.
La colazione è compresa nel prezzo.
Resti in linea, controllo subito.
Dal suo conto non è stato prelevato nulla.
Il nostro negozio in Oxford Street apre alle dieci.
Le Königsberger Klopse sono con le patate.
Un fish and chips e due brownies, benissimo.
Paella, gazpacho, jamón e churros.
Il signor Schneider la richiama presto.
Ordine confermato. Spedizione: DHL 00340434161094.
Acceda a https://shop.example.com/en/account per vederlo.
Esaurito.
Fatto!
Fattura saldata, ricevuta allegata.
Volo LH 1234, Francoforte per Porto, uscita B12.
Premium, Standard, Basic.
Il link è stato inviato a maria.rossi@example.com.
Mi scuso per il ritardo.
La rimborseremo entro cinque giorni lavorativi.
Il suo appuntamento con il dottor Brown è confermato.
Adattatore non incluso.
Quante persone verranno?
Oggi i croissant sono finiti.
Il reso non costa nulla.
Stato: in attesa di approvazione.
`),
  nl: lines(`
Uw pakket heeft vanochtend ons magazijn verlaten.
Helaas hebben we die maat niet meer.
Kunt u mij het nummer van de factuur geven?
Op feestdagen zijn wij gesloten.
Dank u, meer hoef ik niet te weten.
Uw kaart is twee keer belast, dat is hersteld.
Zal ik de latere trein voor u boeken?
De monteur komt nog voor twaalf uur.
U kunt het wachtwoord wijzigen bij de instellingen.
Laat annuleren kost vijf euro.
Is de lamp stuk, of knippert hij alleen?
Ik heb u het formulier gestuurd.
Het ontbijt is bij de prijs inbegrepen.
Blijft u aan de lijn, ik zoek het op.
Er is niets van uw rekening gehaald.
Onze winkel in de Via Garibaldi opent om tien uur.
De spaghetti alla carbonara is zonder room.
Eén keer fish and chips en twee brownies.
Paella, gazpacho, jamón en churros.
Meneer Lefèvre belt u zo terug.
Bestelling bevestigd. Zending: DHL 00340434161094.
Inloggen kan op https://shop.example.com/en/account nu.
Uitverkocht.
Gedaan!
Factuur betaald, bon bijgevoegd.
Vlucht LH 1234, Frankfurt naar Porto, gate B12.
Premium, Standard, Basic.
De link is gestuurd naar maria.rossi@example.com.
Het spijt me van de vertraging.
We betalen het bedrag binnen vijf werkdagen terug.
Uw afspraak met dokter Brown staat vast.
Adapter niet inbegrepen.
Hoeveel gasten komen er?
De croissants zijn vandaag helaas op.
Terugsturen kost niets.
Status: wacht op goedkeuring.
`),
};

function lines(text: string): readonly string[] {
  return text.trim().split("\n");
}
