import { type Lexicon, phraseList } from "./lexicon.ts";

/** English. */
export const english: Lexicon = {
  language: "en",
  version: 1,
  accentsOptional: false,
  capitalsMarkNames: true,
  phrases: {
    politeness_rate: phraseList(`
      please, pls, plz, plss, kindly, thanks, thank you, thank u, thankyou, thx, tnx, ty, tysm, cheers,
      much appreciated, appreciate it, appreciate that, appreciate your, would you mind, if you don't mind,
      could you, may i, excuse me, sorry, grateful, i'd appreciate, i would appreciate, if possible,
      have a nice, have a good, have a great
    `),
    formality_rate: phraseList(`
      however, therefore, furthermore, moreover, additionally, in addition, consequently, thus, hence,
      nevertheless, nonetheless, accordingly, regarding, concerning, whereas, with regard to,
      with respect to, in order to, prior to, subsequently, 
      i would be grateful, i would appreciate, i am writing, i wish to, i require, could you please,
      would you please, please provide, please advise, please confirm, please ensure, please let me know,
      dear sir, dear madam, to whom it may, yours, sincerely, kind regards, best regards, assistance,
      inquire, enquire, inquiry, in accordance, ensure, i would like to request, i would like to inquire, i would like to express
    `),
    acknowledgment_rate: phraseList(`
      ok, okay, okey, k, kk, okie, alright, all right, got it, gotcha, i see, understood, makes sense,
      sounds good, sounds great, fair enough, that works, works for me, will do, noted, i understand,
      that's fine, that is fine, that's okay, no problem, ^sure, ^great, ^right, ^cool, ^nice, ^good,
      ^perfect, ^yes, ^yeah, ^yep, ^yup, ^yea, ^ya, ^fine, ^excellent, ^wonderful, ^awesome, ^interesting,
      ^exactly, ^correct, ^agreed, ^true, 
    `),
    identity_confusion_rate: phraseList(`
      how can i help, how may i help, how can i assist, how may i assist, what can i do for you,
      anything else i can help, anything else i can do, anything else i can assist, as an ai,
      i'm here to help, i am here to help, i'm here to assist, happy to help, glad to help,
      glad i could help, happy to assist, glad to assist, glad i could assist, i can help you with,
      i can assist you, i'll help you, let me help you, let me assist, feel free to ask,
      feel free to reach out, don't hesitate to, do not hesitate to, thank you for contacting,
      thanks for contacting, thank you for reaching out, thanks for reaching out, thank you for calling,
      thank you for your patience, apologize for the inconvenience, apologise for the inconvenience,
      sorry for the inconvenience, let me know if you need, let me know if you have any, 
      let me look that up for you, let me check that for you, would you like me to, 
      you're welcome, you are welcome, your satisfaction, have a nice day and thank you for, as a language model, is there anything else i can
    `),
    uncertainty_rate: phraseList(`
      maybe, perhaps, probably, possibly, not sure, unsure, not certain, not really sure, i think, i guess,
      i suppose, i believe, i assume, i wonder, wondering, might, could be, don't know, do not know, dunno,
      idk, no idea, not know, kind of, sort of, or something, or whatever, somewhere around,
      i don't remember, can't remember, not too sure, iirc, unclear
    `),
    certainty_rate: phraseList(`
      definitely, certainly, absolutely, for sure, of course, exactly, precisely, clearly, obviously,
      undoubtedly, no doubt, without a doubt, without doubt, i'm sure, i am sure, i'm certain, i am certain,
      i'm positive, for certain, guaranteed, i know for, surely, must be, totally, completely sure,
      positive that
    `),
    pushback_rate: phraseList(`
      ^no, ^nope, ^nah, ^but, ^wrong, ^incorrect, ^not, (that's|that is|this is|it's) ~ not, (that|this|it) ~ isn't, is ~ not ~ what, not ~ what (i|we), (isn't|wasn't) ~ what,
      (that's|that is|it's|it is|this is|you're|you are|answer is) ~ (wrong|incorrect|false|untrue|mistaken),
      is incorrect, not ~ (correct|right|true|accurate|the case|even close|how it works), (isn't|wasn't|aren't) ~ (right|correct|true|accurate|the case),
      (can't|cannot|can not|couldn't) ~ be ~ (right|true|correct|it|serious), (doesn't|does not|don't) ~ (sound|look|seem) ~ (right|correct|true),
      i said, i already, i told you, i just told, (i|we) (didn't|did not) ~ (ask|say|mean|order), (i|we) never ~ (said|asked|meant|ordered|wanted),
      i asked for, i asked you, you (misunderstood|misread|misheard), (you|you've) got … (wrong|backwards), you have (it|that|this) ~ (wrong|backwards),
      you didn't answer, you did not answer, doesn't ~ work, does not ~ work, didn't ~ work, did not ~ work, not ~ working, doesn't ~ help,
      not ~ helpful, (isn't|wasn't) ~ helpful, i ~ disagree, i ~ (don't|do not|can't) ~ (agree|think so), i ~ (don't|do not) ~ think (that|that's|this|it's|your|you're) … (right|correct|true|accurate), actually no, don't like,
      do not like, not good enough, not enough, too long, too short, again no, are you sure, you forgot,
      you missed, (doesn't|does not|don't|didn't) ~ make ~ sense, (makes|made) no ~ sense, (you are|you're) not ~ listening,
      i don't want that, i don't want this, i don't want it, i do not want that, i do not want this, don't want these
    `),
    clarification_question_rate: phraseList(`
      what do you mean, what does that mean, what does it mean, what does this mean, what did you mean,
      do you mean, did you mean, you mean, could you clarify, can you clarify, please clarify,
      can you explain, could you explain, please explain, explain that, explain what, i don't understand,
      i do not understand, don't get it, i don't follow, not following, which one do you, in what sense,
      come again, pardon, ^huh, sorry what, wait what, say again, say that again, can you repeat,
      could you repeat, rephrase, what's that, what is that, what are those, be more specific, such as what,
      like what, meaning what, what exactly, elaborate, not clear, what are you asking, what are you talking about
    `),
    info_seeking_rate: phraseList(`
      ^what, ^what's, ^whats, ^how, ^where, ^when, ^who, ^why, ^which, ^whose, ^is there, ^are there,
      ^is it, ^do you, ^does, ^did, ^can you, ^could you, ^can i, ^is, ^are, ^will, ^would, tell me,
      let me know, i'd like to know, i would like to know, i want to know, wanna know, i need to know,
      need to find out, looking for, i need information, need info, any idea, show me, give me, find me,
      wondering if, was wondering, how much, how many, how long, how do i, what about, do you know,
      can you tell, could you tell, ^list, ^find, ^explain, ^search
    `),
    emotional_expression_rate: phraseList(`
      ugh, argh, aargh, omg, wow, lol, lmao, haha*, hehe*, wtf, damn, dammit, yay, phew, yikes, oops,
      hooray, woohoo, annoy*, frustrat*, irritat*, angry, upset, mad, furious, disappoint*, happy, glad,
      relieved, relief, sad, sadly, worried, worry, worrying, anxious, nervous, scared, afraid, excited,
      exciting, stressed, stressful, depressed, depressing, lonely, i love, love it, love that, i hate,
      hate it, hate that, awesome, amazing, fantastic, terrible, awful, horrible, thank god, thank goodness,
      finally, unfortunately, fed up, sick of, tired of, confused, confusing, overwhelmed, grateful, proud,
      ashamed, embarrass*, hurt, crying
    `),
    accusatory_rate: phraseList(`
      you didn't, you did not, you never, you don't understand, you do not understand, you keep, your fault,
      you're useless, you are useless, useless, you promised, you lied, you're lying, you are lying,
      ridiculous, unacceptable, waste of time, wasting my time, waste of my time, terrible service,
      bad service, awful service, not listening, not helping, no help, stupid, dumb, idiot*,
      incompetent, pathetic, rubbish, garbage, scam, nonsense, why can't you, why won't you,
      why didn't you, why don't you, why are you not, are you even, can't you even, you made a mistake,
      you messed, you failed, you're not, you ignored, you are ignoring, you're ignoring,
      speak to a manager, talk to a human, real person, worst service, worst bot, you are the worst, worst experience, this is a joke, is this a joke,
      (you|you've|you guys) (got|have|had|took|heard|understood) … (wrong|mixed up), you (screwed|mixed) … up,
      your … (is|are|was|were|seems) … (terrible|horrible|awful|bad|appalling|dreadful|abysmal|lousy|atrocious|disgraceful|disgusting|poor|crap|crappy|shit|trash|joke|disaster|disgrace|nightmare|mess|shambles|worst|wrong),
      (service|app|bot|chatbot|assistant|system|website|site|company|support|hotline|helpline) (is|was) … (terrible|horrible|awful|bad|appalling|dreadful|abysmal|lousy|atrocious|disgraceful|disgusting|poor|crap|crappy|shit|trash|joke|disaster|disgrace|nightmare|mess|shambles|worst|wrong),
      ^~ (not|isn't|wasn't|it wasn't|it was not) ~ (good|great|helpful|useful|impressive), (that's|that is|that was|this is|this was|it's|it is|you're|you are|you were) ~ (not|never) ~ (good|great|helpful|useful|impressive|nice),
      (that|this|you) ~ (isn't|wasn't|weren't|aren't) ~ (good|great|helpful|useful|impressive|nice), it ~ isn't ~ (good|great|helpful|useful|nice), not ~ a ~ (good|great|helpful|useful) (answer|reply|response|service|solution|experience),
      (i'm|i am|we're|we are) ~ not ~ (happy|satisfied|pleased|impressed) ~ (with|about|at) (this|that|it|you|your|how), (i'm|i am) not ~ (satisfied|impressed), 
      your … (sucks|stinks), (service|app|bot|chatbot|assistant|system|website|site|company|support|hotline|helpline) (sucks|stinks)
    `),
    strategy_pivot_rate: phraseList(`
      never mind, nevermind, nvm, forget it, forget that, forget about, let's try, lets try, let me try,
      i'll try, instead, ^actually, how about, another way, other way, something else, somewhere else,
      anything else instead, on second thought, different approach, another approach, scratch that,
      alternatively, change of plan, changed my mind, change my mind, move on, moving on,
      start over, start again, drop it, drop that, different question, another question, different one,
      different topic, change the topic, switch to, in that case, is there an alternative, any alternatives
    `),
  },
  except: {
    identity_confusion_rate: phraseList(`
      how can i help someone, how can i help my, how can i help him, how can i help her, how can i help them,
      how can i help people, how can i help the, how can i help a
    `),
    pushback_rate: phraseList(`
      ^no thanks, ^no thank you, ^no thx, ^no problem, ^no worries, ^no that's all, ^no that is all,
      ^no that's it, ^no that will be, ^no that'll be, ^no i'm good, ^no im good, ^no i'm all, ^no rush,
      ^not sure, ^not yet, ^not really sure, not ~ (a|half|any|) ~ (bad|terrible|useless) (idea|start|plan|job|answer|at all|), ^not right (now|away), ^not only, not right (now|away|before|after|here|there),
      (that's|that is|that was|this is|this was|it's|it is|it was) ~ not ~ (a|an|any|) ~ (problem|bad|half bad|terrible|issue|trouble|urgent|necessary|needed|important|far), (that|this|it) ~ (isn't|wasn't) ~ (a|an|any|) ~ (problem|bad|half bad|terrible|issue|trouble|urgent|necessary|needed|important|far),
      ^no (complaints|complaint|issues|issue|trouble|problems|need|hurry|allergies), ^no i (have|don't have) no, ^no i (don't have|do not have) any, i already have, ^no preference, ^no doubt, ^no idea,
      ^no that would be all, ^no nothing else, ^no bye, ^no goodbye, ^no more questions
    `),
    acknowledgment_rate: phraseList(`
      ^right now, (is|it's|that's|this is|i'm|am|are|was) ~ not ~ (ok|okay|alright|all right), (isn't|wasn't|aren't) ~ (ok|okay|alright|all right),
      ^not ~ (ok|okay|alright|all right|understood), ^good morning, ^good evening, ^good afternoon, ^good day, ^true or
    `),
    certainty_rate: phraseList(
      `not exactly, not ~ (completely sure|absolutely|for sure|for certain|totally|definitely|certainly), must be able, what exactly, how exactly, who exactly, where exactly, when exactly, exactly like, exactly what, exactly the same`,
    ),
    clarification_question_rate: phraseList(`what exactly are, rephrase this, rephrase the following`),
    emotional_expression_rate: phraseList(`
      (not|isn't|aren't|wasn't|never|don't be) ~ (annoyed|angry|upset|mad|furious|frustrated|irritated|disappointed|sad|worried|anxious|nervous|scared|afraid|stressed|confused|hurt|terrible|awful|horrible),
      (don't|do not|no need to) ~ worry
    `),
    accusatory_rate: phraseList(`
      (you're|you are) not ~ (a|an|) ~ (bad|wrong|stupid|dumb|useless|problem), not ~ (good|great|nice|helpful|useful) ~ (for|at|with|in|to), not ~ a good (time|day|date|moment), not ~ good (news|weather),
      your … (is|are|was|were) (not|never|no) … (terrible|bad|poor|joke|wrong|worst),
      (you|you've) (got|have|had) … (nothing|anything|something) … wrong
    `),
    strategy_pivot_rate: phraseList(`instead of`),
    politeness_rate: phraseList(`could you be wrong`),
    uncertainty_rate: phraseList(`i believe in, i think about`),
  },
  particles: phraseList(`
    really, just, simply, actually, quite, at, all, even, exactly, still, definitely, absolutely, entirely, completely,
    totally, clearly, also, so, very, too, that, possibly, necessarily, plain, obviously, certainly, particularly,
    especially, honestly, literally, always, ever, any, truly, terribly, overly, much, remotely, again
  `),
  negations: phraseList(
    `not, isn't, aren't, wasn't, weren't, ain't, never, nothing, without, neither, nor, hardly`,
  ),
  articles: phraseList(`a, an, the, any`),
  elided: [],
  functionWords: phraseList(`
    the, and, of, to, is, you, that, it, was, for, are, with, my, this, have, what, i, do, can, how, be,
    your, not, would, like, there, will, about, if, some, me, on, i'm, it's, don't, at, please, want, need,
    give, which, they, from, by, an, as, thanks, a, in, but, or, we, so, yes, no, hello, hi, more, make,
    write, any, does
  `),
  calendar: phraseList(`
    january, february, march, april, may, june, july, august, september, october, november, december, jan,
    feb, mar, apr, jun, jul, aug, sept, sep, oct, nov, dec
  `),
  namesAfter: phraseList(`
    my name is, my name's, name's, i'm called, this is, mr, mrs, ms, dr
  `),
  casualSpellings: phraseList(`
    u, ur, r, y, ya, yea, yep, nope, nah, gonna, wanna, gotta, kinda, sorta, lemme, gimme, dunno, cuz, coz,
    cos, bc, b4, pls, plz, thx, tnx, ty, idk, btw, omg, lol, lmao, tbh, imo, imho, nvm, rn, asap, ok, k, kk,
    tho, thru, til, info, tmrw, tmr, 2day, 2morrow, gr8, l8r, ppl, msg, rly, prolly, sup, yall, y'all,
    ain't, aint, dont, didnt, doesnt, cant, wont, isnt, arent, wasnt, werent, couldnt, wouldnt, shouldnt,
    havent, hasnt, im, ive, youre, youve, theyre, thats, whats, hows, wheres, theres, lets
  `),
  misspellings: phraseList(`
    teh, hte, adn, nad, taht, thsi, recieve, recieved, definately, definitly, seperate, seperately,
    tommorow, tommorrow, tomorow, untill, wich, whcih, becuase, becasue, beacuse, beleive, freind, freinds,
    wierd, thier, occured, occurence, accomodate, acommodate, adress, arguement, basicly, begining,
    buisness, bussiness, calender, catagory, collegue, comming, commited, concious, copywrite, dissapoint,
    dissapointed, embarass, enviroment, existance, experiance, familar, finaly, foriegn, fourty, goverment,
    grammer, gaurd, happend, immediatly, independant, intrested, knowlege, langauge, liason, libary,
    lisence, loose weight, maintainance, millenium, mispell, neccessary, necessery, noticable, ocasion,
    oppurtunity, payed, peice, persue, posession, prefered, probaly, probly, proffesional, proffesor, realy,
    reccomend, recomend, recomendation, refered, relevent, religous, remeber, resturant, restaraunt,
    shedule, sence, similiar, sincerly, speach, succesful, sucess, suprise, surprize, tounge, truely,
    unfortunatly, usefull, vaccum, vegatarian, visable, wendesday, wether, writting, wheather, alot, aswell,
    atleast, infact, eachother, everytime, cannt, sugest, sugestion, exersise, excercise, avaliable,
    availible, appartment, apartement, doctar, appointement, apointment, intresting, diffrent, explaination,
    pronounciation, responsability, acheive, wonderfull, carefull
  `),
};
