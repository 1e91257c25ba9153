import { type Phrases, phrases } from "@sdialog/core/internal";

/** How one tells an assistant how to do its work: what to ask, what to check first, which tool to call. Four languages. */
export const coachingPhrases: Phrases = phrases(`
  you should/must [just/now/first/then/also/next/probably/please] ask me, you need/have/ought to [now/first/then/also/next] ask me,
  you should/must/could [now/first/then/also/next] ask for/about/what/which/whether/when/where/if my, you should [now/first/then/also/next] ask for/about,
  you need/have to [now/first/then/also/next] ask for/about, you forgot to ask/verify/confirm, you are/re supposed to ask/verify/offer, aren't you going to ask me,
  shouldn't you [be] ask/asking/verify/verifying me/my, you would/d [now/first/then/next] ask me, would/should [now/first/then/next] ask me,
  ^[please] ask me for/about/if/whether my/the/i, first/next/then/now ask me for/about/if/whether/what/which/when/where, don't forget to ask/verify/confirm,
  you should/must/could/can [now/first/then/also/next] verify/confirm/check my identity, you need/have to [now/first/then/also/next] verify/confirm/check my identity,
  before you … verify/confirm my identity, you must/should [now/first/then] request my, your task/job/role is to verify/ask/confirm/offer, with/use the … function, verify me first,
  you should/must/need [to] check/verify/confirm my … first, then verify/confirm/check my identity, ^verify/confirm/check my identity, then offer me, then ask me,
  you should/must/can/could/need [to] [now/first/then/also/next] call/use/run/invoke … tool/function/api/endpoint,
  call/use/using/run/invoke the/your/a … tool/function/api/endpoint,
  you should/must/need [to] [now/first/then] follow your policy/policies/guidelines/instructions/rules/script, ^follow your policy/guidelines/instructions/rules/script,
  your next step, the next step is/would/should [be] to, the next step for you, remember to ask/confirm/verify/offer/summarize/summarise/apologize/apologise,
  make sure to ask/verify/confirm/offer/summarize/summarise, make sure you ask/verify/confirm/offer,
  according to your guidelines/instructions/training, according to your system prompt, a good/helpful assistant/agent/chatbot would/should,
  as an ai you should/can/could/must, as a language model you should/can/could/must, as a chatbot you should/can/could/must, your [next] response/reply should,

  you should/must/need/have/ought/want … in/using/with/into your/the system/database/records/tools/backend, 
  youll/you'll want/need/have to verify/check/confirm/ask/look/search/authenticate/review, you will/may/might want/need/have to verify/check/confirm/ask/look/search/authenticate/review, the correct/right/proper/next/best thing/step/move/action to do [here/now/next] is, the correct/right/proper/best thing/step/move/action [here/now] is/would to, to do here is to,
  ^first look/check/verify/find/search/pull/retrieve/ask/open/confirm/authenticate, first look/check/verify/find/search/pull/retrieve/confirm … then, first look/check/verify/find/search/pull/retrieve/confirm … … then, ^step one/1, ^next you should/must/need/have/can/could/would, ^then you should/must/need/have ask/check/verify/confirm/to, ^now/then/please summarize/summarise/list/repeat the … and ask,
  go ahead and call/use/run/invoke/look/query/verify/execute, use/call/try/run/invoke/open/query the/your … tool/tools/function/functions/api/endpoint/database/crm, try the … tool, the tool/function you need/want/should, you … using the/your … tool/function,
  [as] per your policy/policies/guidelines/instructions/rules/procedure/procedures/script/protocol you should/must/need/have/are/ought/can't/cannot, as per/following/under your policy/policies/guidelines/instructions/procedures/script/protocol you, according to your policy/policies/rules/procedure/procedures/script/protocol you should/must/need/have/are, you should/must/need/have … per/following/under your policy/policies/guidelines/instructions/rules, you should/must/need/have … … per/following your policy/policies/guidelines, your instructions/prompt/guidelines/script/training say/says/said/tell/tells/require/requires you, your instructions/prompt/guidelines/script say/says you should/must/need/have,
  shouldn't/aren't/wouldn't you [first/supposed/going/meant] [to] check/verify/ask/confirm/look/authenticate, don't you need/want/have to/my/the [check/verify/ask/confirm/order/account/name/number/email], don't you need my, don't you want my, you haven't/havent/never asked me/for, you have not/never asked me/for, haven't you asked me, you still need to ask/verify/confirm, you forgot to ask,
  ^[please/now/next/so/ok/and] ask me [now/first/next] for/about/what/which/whether/if/when/where/how/my/to, ^please/now/next ask for my, please ask me [now/first/next] for/about/what/which/whether/if/when/where/how/my/to, please ask for my,
  you must/should/need/have [to] [first] get/obtain/ask/have my [explicit/verbal/written] confirmation/consent/approval/permission/authorization, you need/have to get/obtain my [explicit] confirmation/consent/approval/permission, remember [that] you must/should/need/have, before updating/changing/modifying … database/system/record/records, before you update/change/modify … database/system/record/records, transfer me … using,

  sie müssen/sollten/sollen/könnten [jetzt/zuerst/erst/dann/nun/zunächst] in ihrem/ihrer/der/dem system/datenbank/unterlagen/kundenkartei, du musst/solltest [jetzt/zuerst/erst/dann/nun/zunächst] in deinem/deiner/der/dem system/datenbank, als nächstes/erstes/dann/jetzt/nun/zuerst sollten/müssen/müssten/könnten sie, als nächstes/erstes/dann/jetzt/nun/zuerst solltest/musst/müsstest/könntest du,
  [vor/dann/jetzt] müssen/sollten sie [mich/mir/erst/zuerst] … bestätigung/einwilligung … einholen, sie haben mich [noch/gar] [nicht/nie] nach, brauchen sie nicht [noch] meine, sollten sie nicht [zuerst/erst] meine/mich/prüfen, ^fragen sie [mich] [bitte/jetzt/zuerst] nach, ^schritt eins/1, zuerst … dann sollten/müssen, ^fassen sie [jetzt/nun] … zusammen, das richtige/beste wäre [jetzt/hier] zu, laut ihrer/ihren richtlinie/richtlinien/vorgaben/anweisungen müssen/sollen/sollten sie,

  vous devriez/pourriez/devez/allez [maintenant/d'abord/ensuite/alors] [devoir] consulter/vérifier/chercher/regarder [dans] [le/la/votre/vos] système/base/fichier/dossiers/statut/outils, tu devrais/dois/pourrais [maintenant/d'abord/ensuite] consulter/vérifier/chercher/regarder [dans] [le/la/ton/ta] système/base/outils, ^[maintenant/ensuite/d'abord] demandez/demande moi [d'abord/maintenant/ensuite] mon/ma/mes/si/quel/quelle/de/le/la,
  ^[maintenant/ensuite] résumez/récapitulez/vérifiez/consultez/cherchez [d'abord/maintenant] [les/la/le/dans/mon/ma/mes], ^étape un/1, vous ne m'avez pas [encore] demandé, ne devriez/devez vous pas [d'abord] vérifier/demander/me, n'avez vous pas besoin de mon/ma/mes, selon votre/vos politique/procédure/procédures/règles vous devez/devriez, la bonne chose à faire, la bonne démarche est/serait, vous devez/devriez obtenir mon/ma confirmation/accord/consentement,

  ahora/primero/luego/después/entonces debería/deberías/debe/debes/tiene/tienes/podría [usted] [que] consultar/revisar/buscar/verificar/comprobar/preguntarme/pedirme, debería/deberías/debe/debes [ahora/primero/luego] consultar/revisar/buscar/mirar [en] la/el/su/tu/sus base/sistema/registros/herramientas, ^[ahora/primero] consulte/consulta/busque/busca/revise/revisa [primero/ahora] [en] la/el/su/tu base/sistema/registros, ^paso uno/1, ^primero busque/busca/verifique/verifica/consulte/revise … luego/después,
  no me ha/has preguntado [por/todavía/aún], no necesita/necesitas mi/saber, no debería/deberías [usted] [primero] verificar/comprobar/preguntarme/pedirme/revisar, según su/tu/sus/tus política/políticas/procedimiento/normas debe/debes/debería/tiene, lo correcto/mejor [ahora/aquí] sería/es, debe/debes/tiene/tienes [que] obtener/pedir mi confirmación/consentimiento, ^ahora resuma/resume los/las/el,

  sie sollten/müssen/könnten/sollen [mich] [jetzt/zuerst/dann/als] [nächstes] [mich] nach … fragen, du solltest/musst/könntest/sollst [mich] [jetzt/zuerst/dann] [mich] nach … fragen,
  sie sollten/müssen mich [jetzt/zuerst/dann/nun] [erst] fragen/nach, du solltest/musst mich [jetzt/zuerst/dann/nun] [erst] fragen/nach,
  ^fragen sie mich [bitte] [jetzt/zuerst/als/dann/nun] [nächstes/erstes] nach/ob/wann/wo/was/wie, ^frag mich [bitte] [jetzt/zuerst/als/dann/nun] [nächstes/erstes] nach/ob/wann/wo/was/wie,
  sie sollten/müssen [jetzt/zuerst/dann/nun/erst] meine identität/daten/angaben prüfen/überprüfen/bestätigen, du solltest/musst [jetzt/zuerst/dann/nun/erst] meine identität/daten/angaben prüfen/überprüfen/bestätigen,
  ^prüfen/überprüfen sie [bitte] [jetzt/zuerst/dann/erst] meine identität, ^prüfe/überprüfe [bitte] [jetzt/zuerst/dann/erst] meine identität,
  sie haben vergessen mich zu fragen, du hast vergessen mich zu fragen, sie haben vergessen [mich] nach … zu fragen, du hast vergessen [mich] nach … zu fragen,
  der nächste schritt ist/wäre, ihr/dein nächster schritt, vergessen sie nicht mich, vergiss nicht mich, vergessen sie nicht … bestätigen/fragen/prüfen,
  benutzen/verwenden/nutzen/starten sie [bitte] [jetzt/zuerst/dann] das/die/ihr/ihre … werkzeug/tool/funktion/schnittstelle/api, benutze/verwende/nutze [bitte] [jetzt/zuerst/dann] das/die/dein/deine … werkzeug/tool/funktion/schnittstelle/api,
  rufen sie [bitte/jetzt] das/die … werkzeug/tool/funktion/api, halten sie sich an ihre richtlinien/anweisungen/vorgaben, halte dich an deine richtlinien/anweisungen/vorgaben,
  laut ihren/deinen anweisungen/richtlinien, gemäß ihren/deinen anweisungen/richtlinien, ein guter/hilfreicher assistent/chatbot würde/sollte,
  sie sollten/müssen … werkzeug/tool/funktion benutzen/verwenden/nutzen/aufrufen, du solltest/musst … werkzeug/tool/funktion benutzen/verwenden/nutzen/aufrufen,

  vous devriez/pourriez [maintenant/d'abord/ensuite/alors] me demander, tu devrais/dois/pourrais [maintenant/d'abord/ensuite/alors] me demander, ^vous devez [maintenant/d'abord/ensuite/alors] me demander,
  ^demandez/demande moi [maintenant/d'abord/ensuite/alors] mon/ma/mes/si/quel/quelle/quand/où/de, maintenant/ensuite/puis/d'abord demandez/demande moi,
  ^vous devriez/devez [maintenant/d'abord/ensuite/alors] vérifier/confirmer mon identité, ^tu devrais/dois [maintenant/d'abord/ensuite/alors] vérifier/confirmer mon identité,
  ^vérifiez/vérifie [maintenant/d'abord/ensuite] mon identité, puis/ensuite vérifiez/vérifie mon identité,
  vous avez oublié de me demander, tu as oublié de me demander, vous avez oublié de vérifier/confirmer mon identité,
  la prochaine étape est/serait/consiste, l'étape suivante est/serait/consiste, votre/ta prochaine étape, n'oubliez/n'oublie pas de [me] demander/vérifier/confirmer,
  utilisez/utilise/appelez/appelle/lancez [maintenant/d'abord] l'outil/l'api, utilisez/utilise/appelez/appelle [maintenant/d'abord] la/votre/ta/ton fonction/outil/api,
  devriez/devez/devrais/dois [maintenant/d'abord] utiliser/appeler l'outil/l'api, devriez/devez/devrais/dois [maintenant/d'abord] utiliser/appeler la/votre fonction/outil,
  suivez vos consignes/instructions/directives, suivre vos consignes/instructions/directives, suis tes consignes/instructions/directives,
  selon vos/tes consignes/instructions/directives, un bon assistant/conseiller/agent devrait, en tant qu'ia vous devriez/pouvez, en tant qu'ia tu devrais/peux,

  debería/deberías/debe/debes [ahora/primero/luego/después/usted] preguntarme/pedirme, tiene/tienes que preguntarme/pedirme, ^pregúnteme/pregúntame [ahora/primero/luego] [por] [mi/mis/si/cuál/qué/cuándo/dónde],
  ahora/primero/luego/después pregúnteme/pregúntame, ^[ahora/primero] debería/deberías/debes/debe verificar/comprobar/confirmar mi identidad,
  ^primero/ahora tiene/tienes que verificar/comprobar/confirmar mi identidad, debería/deberías/debes/debe [ahora/primero] verificar/comprobar/confirmar mi identidad,
  ^verifique/verifica [ahora/primero] mi identidad, el siguiente/próximo paso es/sería, su/tu siguiente/próximo paso, no olvide/olvides preguntarme/pedirme/verificar/confirmar,
  use/usa/utilice/utiliza/llame/llama [a] [ahora] la/su/tu herramienta/función/api, debería/deberías/debe/debes [usted] usar/utilizar la/su/tu herramienta/función/api,
  olvidó/olvidaste preguntarme/pedirme, ha/has olvidado preguntarme/pedirme, olvidado preguntarme/pedirme,
  siga/sigue sus/tus políticas/instrucciones/directrices, seguir sus/tus políticas/instrucciones/directrices, según sus/tus instrucciones/directrices,
  un buen asistente/agente debería/preguntaría, como ia debería/deberías/puedes
`);

/** People say so who are annoyed or ask what is needed of them. */
export const noCoachingPhrases: Phrases = phrases(`
  do/did/why/will/would/should/must you [really/also/even] need to … identity, do/does you have to … identity, why/do/did/would/could/will/can you ask me, don't ask me, not ask me, stop … ask me, did you need to ask me,
  have you to ask me, should i, why do you need to, ^müssen sie … identität, warum sollten sie mich, ^devez vous … identité, tiene que verificar mi identidad para
`);
