import { madeOnce } from "@sdialog/core/internal";

/** First names and what their bearers are called, in small letters without accents: one line for those that may be one person. */
const names = `robert rob robbie bob bobby bert roberto robi
william will willie bill billy liam wilhelm willi guillermo memo guillaume
richard rick ricky rich dick richie ricardo
james jim jimmy jamie jem
john johnny jack jon jonny johan juan
jonathan jon jonny nathan
thomas tom tommy thom tomas
michael mike mick mickey mikey michi michel miguel micha
margaret maggie meg peggy marge margie greta rita daisy madge margarete margarethe gretchen marguerite margarita
elizabeth elisabeth liz lizzie lizzy beth betty bess eliza elsie lisa libby betsy lilly sissi elise isabel elisa ellie lisbeth
catherine katherine kathryn katharine kate cathy kathy katie kitty kit cat katrina kat katy katharina kathi kati katrin catalina cata
christopher chris kit topher kris christoph stoffel cristobal
christine christina chris chrissie tina christel kristina cristina krista
alexander alex alec sandy xander al sasha sascha lex alejandro ale alexandre
alexandra alex sandra sandy sasha lexi alejandra
patricia pat patty tricia trish trisha patti paty
patrick pat paddy rick patricio
edward ed eddie ted teddy ned eduard eduardo edu edouard
theodore ted teddy theo theodor teodoro
anthony tony ant anton antonio antoine toni tonio antoni
joseph joe joey jo josef sepp pepe jose joseba
daniel dan danny dani
david dave davy davey davi
matthew matt matty mat matthias matze mateo matthieu
andrew andy drew andreas andi andres andre
nicholas nick nicky nico nicolas nikolaus klaus niklas niko
benjamin ben benny benji
samuel sam sammy sami
samantha sam sammie
charles charlie chuck chaz carl karl carlos charly
henry harry hank hal heinrich heinz heiner enrique quique henri
george georgie georg jorg jorge georges
frederick fred freddie freddy rick fritz friedrich federico frederic
francis frank frankie fran francisco paco pancho curro francois franz kiko quico
frances fran fanny francie francisca paca franziska franzi
peter pete petey pedro pierre
steven stephen steve stevie stefan stephan steffen esteban stephane etienne
susan sue susie suzie suzy susanne susi susana suzanne
jennifer jen jenny jenn jenni
jessica jess jessie
rebecca becky becca bex
deborah deb debbie debra
barbara barb barbie babs babette babsi
victoria vicky vicki tori viki
dorothy dot dottie dolly dorothea doro thea dorothee
eleanor ellie nell nora lenora eleonore
helen nell ellen lena helena helene elena leni
anne ann annie anna nancy nan anja anita ana annette annika
mary molly polly maria marie mia mitzi mariana
martha marty patty marta
theresa tess tessa terry resi teresa tere therese
gabriel gabe gabi
gabriele gabrielle gabi gaby gabriela
gregory greg gregor
jeffrey jeff geoffrey geoff
joshua josh
kenneth ken kenny
lawrence larry laurie lars lorenz laurence
leonard leo len lenny leonardo leonhard
louis lou louie luis ludwig lucho
philip phil pip philipp felipe philippe
raymond ray raimund ramon
ronald ron ronnie
donald don donnie
timothy tim timmy timo
vincent vince vinnie vicente
walter walt wally
zachary zach zack
abigail abby gail
amanda mandy
cynthia cindy
jacqueline jackie jacqui
judith judy jutta
kimberly kim
nathaniel nathan nate nat
penelope penny
pamela pam
sarah sally sadie sara
sophia sophie sofia sofie
johannes hannes hans jo johann jannes jan
joachim jochen achim joaquin chimo jo
sebastian basti bastian sebas seb sebastien bastien
maximilian max maxi
tobias tobi toby
florian flo
dominik nik domi dominic nick dominique
ulrich uli ulli
ursula uschi ulla
brigitte gitte gitta biggi
angelika geli angie angela
hildegard hilde hilda
gertrud trude gerti
manfred manni fred
gerhard gerd hardy
eberhard ebbo hardy
siegfried sigi siggi
reinhard reiner
bernhard bernd berni bernard
rudolf rudi rolf rodolfo
waltraud traudel
ignacio nacho iggy
guadalupe lupe lupita
dolores lola loli
rosario charo
concepcion concha conchita
consuelo chelo
mercedes merche
pilar pili
manuel manolo manu lolo
jesus chus suso
santiago santi diego yago iago
alfonso fonso poncho
rafael rafa
gonzalo gonza
beatriz bea beatrice
montserrat montse
encarnacion encarna
inmaculada inma
soledad sole
valentina vale
fernando fer nando
ezequiel eze
emmanuel manu
veronique vero veronica
frederique fred
stephanie steph steffi
mathilde mathi
valerie val
benedicte bene
geraldine gege
genevieve gege ginette
caroline caro carolina karoline
virginie gigi virginia ginny
laetitia letitia leti`;

const groups = madeOnce((): ReadonlyMap<string, ReadonlySet<number>> => {
  const found = new Map<string, Set<number>>();
  for (const [at, line] of names.split("\n").entries())
    for (const name of line.split(" ")) found.set(name, (found.get(name) ?? new Set()).add(at));
  return found;
});

/** Whether two first names can be one person's: "Bob" of Robert, "Paco" of Francisco. */
export function isFormOfName(a: string, b: string): boolean {
  const [of, other] = [groups().get(a), groups().get(b)];
  return of !== undefined && other !== undefined && [...of].some((one) => other.has(one));
}
