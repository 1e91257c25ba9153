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
