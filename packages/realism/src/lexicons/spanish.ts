import { type Lexicon, phraseList } from "./lexicon.ts";

/** Spanish. */
export const spanish: Lexicon = {
  language: "es",
  version: 1,
  accentsOptional: true,
  capitalsMarkNames: true,
  phrases: {
    politeness_rate: phraseList(`
      por favor, porfa, porfavor, xfa, gracias, muchas gracias, mil gracias, te agradezco, le agradezco,
      agradecido, agradecida, agradecería, perdón, perdona, perdone, disculpa, disculpe, lo siento, podría,
      podrías, podrían, sería tan amable, serías tan amable, si es posible, si no es molestia, buen día,
      buenas tardes, que tenga, que tengas, con permiso, de antemano
    `),
    formality_rate: phraseList(`
      sin embargo, no obstante, por lo tanto, por consiguiente, además, asimismo, en consecuencia, así como,
      con respecto a, respecto a, referente a, en relación con, a fin de, con el fin de, en particular,
      quisiera, me gustaría solicitar, solicito, solicitar, requiero, le ruego, estimado, estimada,
      atentamente, cordialmente, un cordial saludo, me dirijo a, a la brevedad, conforme a, de acuerdo con,
      en virtud de, por medio de, consulta
    `),
    acknowledgment_rate: phraseList(`
      ok, okay, okey, oki, vale, de acuerdo, entiendo, entendido, comprendo, ya veo, está bien,
      me parece bien, suena bien, tiene sentido, perfecto, genial, no hay problema, anotado, ^sí, ^claro,
      ^bien, ^bueno, ^dale, ^listo, ^exacto, ^correcto, ^ya está, ^ya entiendo, ^ya lo veo, ^ajá, ^muy bien, ^buenísimo, ^excelente,
      ^qué bien, ^guay
    `),
    identity_confusion_rate: phraseList(`
      en qué puedo ayudarle, en qué puedo ayudarte, en qué le puedo ayudar, en qué te puedo ayudar,
      cómo puedo ayudarle, cómo puedo ayudarte, qué puedo hacer por usted, qué puedo hacer por ti,
      algo más en lo que pueda, algo más en que pueda, puedo ayudarle en algo, puedo ayudarte en algo,
      estoy aquí para ayudar*, encantado de ayudar*, encantada de ayudar*, con gusto le ayudo,
      con gusto te ayudo, como ia, como inteligencia artificial, modelo de lenguaje, no dude en,
      no dudes en, gracias por llamar, gracias por contactar*, gracias por su paciencia,
      gracias por comunicarse, disculpe las molestias, lamento las molestias, le gustaría que,
      te gustaría que, quiere que le, quieres que te, de nada
    `),
    uncertainty_rate: phraseList(`
      quizás, quizá, tal vez, a lo mejor, probablemente, posiblemente, puede ser, puede que,
      no estoy seguro, no estoy segura, no sé, no lo sé, no se si, nose, creo que, creo, pienso que, supongo, imagino,
      me parece que, ni idea, no tengo idea, me pregunto si, más o menos, o algo así, algo así, no recuerdo,
      no me acuerdo, no está claro
    `),
    certainty_rate: phraseList(`
      definitivamente, ciertamente, absolutamente, por supuesto, desde luego, exactamente, precisamente,
      claramente, obviamente, sin duda, seguro que, estoy seguro, estoy segura, con seguridad, claro que sí,
      totalmente, garantizado, sin lugar a dudas, seguramente, evidentemente
    `),
    pushback_rate: phraseList(`
      ^no, ^nop, ^pero, ^falso, ^incorrecto, (eso|esto|así) ~ no ~ (es|era|fue|está|puede ser|funciona|tiene), no (es|era|fue|sería) ~ (eso|ese|esa|lo que|cierto|verdad|correcto|correcta|así|exacto|justo), no puede ser ~ (cierto|verdad|correcto|así),
      sin ser ~ (cierto|verdad|correcto), eso ~ está ~ mal, está mal, estás ~ mal, (está|estás|están) ~ (equivocado|equivocada|equivocados|equivocadas), te ~ equivocas, se ~ equivoca, se ~ equivocan, (es|son|una) ~ (falso|falsa|incorrecto|incorrecta|mentira|erróneo|errónea),
      ya dije, (ya|) (te|le|se lo|te lo) ~ (dije|he dicho|había dicho), dije que, (no|nunca|jamás) (te|le|) ~ (pregunté|pedí|dije|quise decir|quería decir|he dicho|he pedido|he preguntado|he querido decir), no me ~ (refería|referí|refiero) a,
      no entendiste, no me ~ (entiendes|entiende|entendiste|entendió|ha entendido|has entendido|han entendido), me (ha|has|han) entendido ~ mal, me (entendió|entendiste|entendieron) ~ mal,
      no ~ funciona, no ~ funcionó, no ~ sirve, no me ~ sirve, no me ~ ayuda, no quiero, no me ~ gusta,
      no estoy ~ de acuerdo, no comparto, no lo creo, (creo|pienso|diría) que ~ no, estás ~ seguro, está ~ seguro, estás ~ segura, no tiene ~ (ningún|) sentido, no tiene sentido, demasiado largo,
      muy largo, muy corto, no es suficiente, te faltó, olvidaste
    `),
    clarification_question_rate: phraseList(`
      qué quieres decir, qué quiere decir, qué significa, qué significa eso, a qué te refieres,
      a qué se refiere, te refieres a, se refiere a, quieres decir, puedes explicar, puede explicar,
      podrías explicar, podría explicar, puedes aclarar, podría aclarar, explícame, no entiendo, no entendí,
      no comprendo, cómo así, ^cómo dice, ^eh, repetir, repite, más específico, en qué sentido,
      cuál exactamente, qué exactamente, es decir que
    `),
    info_seeking_rate: phraseList(`
      ^qué, ^que (hora|es|significa|tal|precio|dia|día|tipo|clase|opciones|puedo|hago|debo), ^cómo, ^dónde, ^donde, ^cuándo, ^cuando, ^quién, ^por qué, ^cuál, ^cual,
      ^cuáles, ^cuánto*, ^cuanto*, ^hay (algún|alguna|algo|alguien|más), ^tiene, ^tienes, ^puedo, ^puede, ^puedes, ^podría*, dime,
      dígame, me gustaría saber, quiero saber, quisiera saber, estoy buscando, busco, necesito información,
      necesito saber, muéstrame, dame, deme, encuentra, sabes si, sabe si, cuánto cuesta, me puedes decir,
      me puede decir, qué tal, qué hay de
    `),
    emotional_expression_rate: phraseList(`
      ay, uf, uff, guau, wow, jaja*, jeje*, lol, dios mío, madre mía, maldita sea, mierda, joder, carajo,
      hurra, molest*, frustr*, enoj*, enfad*, irrit*, furioso, furiosa, decepcion*, feliz, contento,
      contenta, alegr*, alivi*, triste, tristeza, preocup*, ansios*, nervios*, miedo, emocion*, estres*,
      me encanta, amo, odio, increíble, fantástico, maravilloso, terrible, horrible, gracias a dios,
      por fin, lamentablemente, desafortunadamente, harto, harta, cansado de, cansada de, confundido,
      confundida, me siento ~ (solo|sola), orgulloso, orgullosa
    `),
    accusatory_rate: phraseList(`
      ^~ (no|nada) ~ (bueno|buena|bien|útil|genial), (no|nunca) (es|son|fue|era|está|estuvo|sea) ~ (bueno|buena|bien|útil|útiles|bonito|genial|satisfactorio|suficientemente bueno), no (es|fue) ~ una ~ buena (respuesta|solución|experiencia), no (es|fue) ~ un ~ buen servicio,
      no estoy ~ (satisfecho|satisfecha|contento|contenta), no me ayuda ~ nada,
      no me escuchas, no me escucha, no escuchas, no entiendes nada, usted no entiende, su culpa, tu culpa, culpa suya, culpa tuya, culpa vuestra, culpa de ustedes, culpa de usted, error suyo, error tuyo, es su error, es tu error, servicio es … (terrible|horrible|malo|pésimo|desastre),
      inútil, ridículo, ridícula, inaceptable, vergüenza, pérdida de tiempo, perder el tiempo,
      perdiendo mi tiempo, mal servicio, pésimo, pésima, el peor, la peor, estúpido, estúpida, tonto, tonta,
      idiota*, incompetente*, basura, estafa, mentira, mientes, tonterías, una broma, por qué no puede,
      por qué no puedes, por qué no me, prometieron, me prometiste, hablar con una persona,
      hablar con un humano, supervisor
    `),
    strategy_pivot_rate: phraseList(`
      olvídalo, olvídelo, olvida, da igual, no importa, en vez de eso, en su lugar, en cambio, ^mejor, o mejor, mejor dicho,
      otra cosa, otra pregunta, otro tema, otra forma, otra manera, otra opción, intentemos, probemos,
      vamos a probar, qué tal si, ^y si, de otra manera, alternativamente, cambié de opinión, he cambiado de,
      cambiemos, pasemos a, empecemos de nuevo, de nuevo desde, en realidad
    `),
  },
  except: {
    pushback_rate: phraseList(`
      ^no gracias, ^no muchas gracias, ^no eso es todo, ^no es todo, ^no hay problema, ^no te preocupes,
      ^no se preocupe, ^no estoy seguro, ^no estoy segura, ^no sé, ^no lo sé, ^no nada más, ^no pasa nada,
      ^no (es|era|fue|está|son|hay|tengo|puedo|necesito|recuerdo|importa|conozco|me acuerdo|estoy|tenemos|podemos|tiene|sería), ^no no (tengo|hay|puedo), no (está|estuvo|es|fue) ~ (tan|nada|) mal, está mal escrit*, no es ~ suficientemente, dije que (sí|si)
    `),
    emotional_expression_rate: phraseList(`
      (no|nunca|sin) (estoy|está|me siento|es|) ~ (enfadado|enfadada|enojado|enojada|molesto|molesta|frustrado|frustrada|irritado|irritada|furioso|furiosa|decepcionado|decepcionada|triste|preocupado|preocupada|miedo|nervioso|nerviosa|terrible|horrible|harto|harta|confundido|confundida), no (te|se|me) preocup*
    `),
    accusatory_rate: phraseList(`
      no (es|está) ~ (bueno|buena|bien|útil) (para|con|de|en)
    `),
    acknowledgment_rate: phraseList(`
      ^buenos, ^buenas, no (lo|te|le|me|) ~ (entiendo|comprendo), no (he|ha|está|) entendido, no (está|estuvo) ~ bien, no (estoy|estamos|) ~ de acuerdo, no tiene ~ sentido, no vale, no me parece bien, no suena bien
    `),
    uncertainty_rate: phraseList(`creo en dios, creo en él`),
    strategy_pivot_rate: phraseList(`el mejor, la mejor, los mejores, lo mejor, y si no`),
    certainty_rate: phraseList(`
      no ~ (exactamente|totalmente|absolutamente), no estoy ~ (totalmente|seguro|segura), no estoy segura, estás seguro
    `),
    clarification_question_rate: phraseList(`^como dice el`),
  },
  particles: phraseList(`
    de, del, todo, para, nada, en, absoluto, simplemente, realmente, muy, tan, exactamente, precisamente, sinceramente,
    totalmente, completamente, así, siempre, pues, ya, todavía, aún, siquiera, la, verdad, usted, ustedes, tú, yo, ni,
    también, claramente, muchísimo, mucho, demasiado, especialmente, bastante, sencillamente, obviamente
  `),
  negations: phraseList(
    `no es, no está, no fue, no era, no son, no eres, no sea, nunca, sin, nada, ni, tampoco`,
  ),
  articles: phraseList(`el, la, los, las, un, una, unos, unas, ningún, ninguna`),
  elided: [],
  functionWords: phraseList(`
    el, la, los, las, y, es, yo, no, un, una, de, del, con, para, por, en, que, qué, me, mi, se, su, lo, le,
    al, pero, como, cómo, más, hay, está, estoy, tengo, quiero, necesito, puedo, puede, puedes, gracias,
    hola, sí, muy, este, esta, eso, son, cuál, dónde, o, si, ya, tu, te, usted, favor, ser, sobre, cuando,
    también, tiene, desde, hasta
  `),
  calendar: phraseList(`
    enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, octubre, noviembre, diciembre
  `),
  namesAfter: phraseList(`
    me llamo, mi nombre es, nombre es, soy, señor, señora, sr, sra, doctor, doctora
  `),
  casualSpellings: phraseList(`
    q, k, xq, pq, porq, x, xfa, porfa, tb, tmb, tambn, d, dnd, cmo, toy, pa, pal, na, bn, grax, gracs, hla,
    finde, msj, tqm, aki, kiero, ke, nose, aver, oki, okis, salu2
  `),
  misspellings: phraseList(`
    haiga, aver si, hechar, nesecito, necesitto, nececito, ablar, acer, aser, ahy, exelente, escusa,
    desición, desicion, consiente, vaya a ver, valla a, haber si, travez, atravez, enserio, sobretodo que,
    talvez, osea, porfavor, alrrededor, enrrealidad, halla ido, iva, ivamos, hiba, hiva, aprobecho, bamos,
    recivo, recivir, esque, apesar, depronto, haci, asta luego, grasias, visitantes de
  `),
};
