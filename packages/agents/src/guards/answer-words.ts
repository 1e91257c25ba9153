const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** What stands around a value in an answer without being part of it, without case, accents and apostrophes. */
export const aroundValues = set(
  `it its it's is was that thats would will be the a an in from at on of to for with by yes yeah yep sure well oh um uh ok okay right please thanks so just one ones
  here my name maybe probably perhaps then there area near around actually exactly precisely roughly about es ist das die der den dem ein eine lautet war in aus am im an von mit fur ja also ah ahm bitte danke gerne genau exakt mein meine name
  c cest est etait le la les un une a au en de du des pour avec oui euh voila merci svp exact exactement precisement mon ma nom moi
  es era el los las una con para si claro pues bueno vale gracias exacto exactamente mi nombre soy`,
);

/** Tells that a question is evaded, or that something else is said. */
export const evading = set(
  `i im you we they he she not no nope none nothing dont cant wont doesnt isnt know sorry why what which how who whoever when where anywhere wherever moment wait second sec check look later never
  remember forgot idea matter whatever something someone need want tell told said already rather private again help still before just if because anything same any different other others another more options option
  great good fine perfect correct works work awesome sounds nice cool everything thank absolutely true passt richtig super prima gut perfekt stimmt parfait parfaite accord perfecto bien correcto acuerdo
  ich du sie wir er nicht nein kein keine keinen nichts weiss warum wozu wieso was wie wer moment gleich spater egal vergessen schon leider leid tut entschuldigung brauche will hilfe wenn weil ihnen dir
  je tu vous nous il elle pas non aucun aucune rien sais pourquoi quoi comment qui instant plus tard deja desole desolee besoin veux aide si parce
  yo tu usted nosotros no nada ningun ninguna se por que como quien momento luego tarde ya siento lamento necesito quiero ayuda porque`,
);

/** Stands before a place. */
export const placing = set("in to from near at around nach von aus ab bei a en de vers depuis desde hacia");

const filler = "(?:(?:well|yes|yeah|sure|ok|okay|um|oh|so|please|ja|also|oui|alors|si|pues|bueno) )*";
const leads = [
  "(?:im|i am|were|we are) (?:looking|searching|staying|living|going|headed|travelling|traveling|flying|leaving|departing|coming|interested|based|located|hoping|thinking|planning)",
  "(?:im|i am|were|we are)(?= (?:in|at|from|near) )",
  "(?:id|i would|wed|we would) (?:really )?(?:like|love|prefer)",
  "(?:i|we) (?:want|need|prefer|have|use|own|live|leave|usually like|usually prefer|was thinking)",
  "(?:ill|we ll|i will|lets|let us) (?:take|have|go|do|say|try|make it)",
  "(?:can|could) you (?:please )?(?:search|look|find|check|book|try)",
  "(?:search|look|find|check|book|try|make it|it will be|that will be|it should be|that would be|it would be)",
  "(?:ich|wir) (?:mochte|mochten|will|wollen|hatte|hatten|brauche|suche|suchen|fahre|fliege|fliegen|reise|reisen|wohne|nehme|habe|bin|komme|starte)",
  "(?:je|nous) (?:veux|voudrais|voudrions|cherche|cherchons|pars|partons|vais|allons|prends|souhaite|prefere|habite|suis)|jai|jhabite|jaimerais",
  "(?:yo )?(?:quiero|queremos|quisiera|busco|voy|vamos|viajo|salgo|prefiero|necesito|tengo|vivo|me gustaria)",
].join("|");
const go =
  "(?:(?:to|for|in|on|at|of|from|about|into|with|it|go|going|fly|flying|travel|stay|staying|see|visit|book|get|find|eat|eating|try|have|be|leave|something|nach|in|von|ab|gern|gerne|zu|a|au|en|de|dans|pour|vers|depuis|aller|partir|ir|viajar|reservar|desde|hacia|para|un|una|una) )*";

/** How an answer of a whole sentence begins before it says its value, in words with a blank behind each. */
export const leadIn = new RegExp(`^${filler}(?:${leads}) ${go}`);

/** What a sentence has and a name has not: a verb that says or asks something, or whom it is said to. */
export const finite = set(
  `should could can may must shall has does did are were be lets dont didnt isnt wasnt wouldnt couldnt me us them him your yours yourself thatll thatd itll
  sollte sollten konnte konnten kann konnen darf durfen muss mussen wird wurde sind waren lass lassen lassts mich mir uns dich euch sich ihr ihre ihren nehmen machen warten
  devrait pourrait peut doit sont etait faut fait font suis sommes ete vais va te se lui leur votre vos ton tes jai jen javais jaimerais
  deberia podria puede pueden debe hay fue esta estan voy va vamos tengo soy somos su sus tus le les me te se nos os`,
);

/** How much of a quality something has. */
export const degrees = set(
  `too very so quite pretty rather really bit little totally completely absolutely extremely fairly somewhat kinda simply as
  zu sehr so ziemlich etwas ganz recht bisschen wenig echt wirklich vollig total viel wahnsinnig
  trop tres si assez plutot peu bien tellement vraiment super
  demasiado muy tan bastante poco mas algo realmente super`,
);

/** What ends no name: "hold on", "nur zu". */
export const particles = set(
  `on off out up down ahead away in over back along for of to with at by it
  zu an auf aus ab mit weg los vor her hin nach darauf drauf dazu davon damit dafur daruber dabei weiter
  de a en y pour avec sur dessus
  a en con para por sobre de`,
);

/** What talk is about when it is about the talk. */
export const remarks = set(
  `question questions idea thought sense deal luck fun lol haha hmm hm hmmm huh wow gosh whoa ooh aha hurry bet shame pity joke truth problem worries pleasure
  frage fragen idee ahnung sekunde sekunden geduld ernst schade hmmm sache gedanke witz spass punkt problem
  question seconde secondes instants minute patience idee souci dommage avis probleme blague plaisir verite
  pregunta segundo segundos minuto paciencia idea pena problema verdad broma gusto duda favor`,
);

/** How one says what one thinks of something. */
export const judging = set(
  `lovely amazing wonderful brilliant excellent fantastic terrific splendid superb gorgeous beautiful marvelous marvellous incredible neat sweet fabulous interesting funny strange weird odd ridiculous impressive promising
  lively delightful charming tempting exciting boring expensive cheap far close near easy difficult hard important enough agreed understood indeed okay alright depends whichever anyone obviously likewise ready done go going gladly really surely bye hello hi hey perfectly exactly
  toll klasse wunderbar grossartig fantastisch herrlich prachtig ausgezeichnet hervorragend spannend interessant lustig komisch seltsam merkwurdig schrecklich furchtbar teuer billig weit nah einfach schwierig wichtig genug einverstanden verstanden klar naturlich sicher selbstverstandlich eben doch geht los meinetwegen beliebig jederzeit hallo tschuss schon nett wirklich mal fertig bereit vielversprechend
  bon bien genial geniale super top chouette formidable merveilleux magnifique excellent fantastique incroyable interessant drole bizarre etrange affreux terrible cher loin proche facile difficile important assez compris entendu evidemment bonjour salut vraiment certes volontiers possible dommage tant mieux ravi pret prete prometteur normal
  genial estupendo fantastico maravilloso excelente increible interesante divertido raro extrano terrible horrible caro barato lejos cerca facil dificil importante bastante suficiente entendido adelante depende claro vale venga hola obvio cualquiera posible listo lista encantado encantada fenomenal bonito precioso prometedor normal da`,
);

/** Who asks for time says nothing yet, whatever else is said. */
export const stalling = set(
  `moment wait second sec minute warte warten sekunde instant attends attendez patientez momento espera espere esperen aguarde`,
);

/** What makes an exclamation a request: "Boston, please!" */
export const pleases = set("please bitte svp plait favor");

/** The same in several words. */
export const polite = /(?:,\s{0,3})?(?<!\p{L})(?:s['’]il (?:vous|te) pla[iî]t|por favor)(?!\p{L})/giu;

export const exclaiming = /!\s*$/u;

/** A pronoun in place of what is spoken of, with or without a form of "to be" behind it. */
export const pointing =
  /^(?:(?:it|that|this|das|dies|es|ca|cela|ceci|eso|esto) )?(?:(?<verb>is|was|ist|war|est|era|es|esta|its|thats|cest|cetait) )?(?<=. )/u;

/** Verbs with pronouns at their end: "allez-y", "surprenez-moi", "sorpréndame", "dígamelo". */
export const clitic =
  /\p{Ll}-(?:moi|toi|nous|vous|le|la|les|lui|leur|y|en|je|tu|ils?|elles?|on|ce)$|[áéíóú]\p{Ll}{0,6}[aen](?:me|nos|[mn]elos?|[mn]ela|te|se)$/u;

/** Adverbs that say how sure or how serious one is: "seriously", "sérieusement", "absolutamente". */
export const adverb =
  /^(?!ital|sall).+(?:ously|utely|itely|ainly|estly|tally|cally|nally|fully|usement|aiment|amente|emente|mente)$/u;
