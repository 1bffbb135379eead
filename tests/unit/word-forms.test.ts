// One form for what is one word: British or American, and inflections that no ending tells. Words that are two stay two.
import { expect, test } from 'vitest';
import { stem } from '../../src/text/words.ts';

test.each(
  `colour:color favourite:favorite neighbourhood:neighborhood harbours:harbors labour:labor behaviour:behavior rumours:rumors
  organise:organize organisation:organization legalise:legalize recognised:recognized criticising:criticizing analyse:analyze
  paralysed:paralyzed centre:center centres:centers theatre:theater metres:meters litre:liter fibre:fiber catalogue:catalog
  dialogue:dialog travelled:traveled cancelling:canceling labelled:labeled jeweller:jeweler defence:defense licence:license offences:offenses
  anaemia:anemia leukaemia:leukemia paediatric:pediatric haemorrhage:hemorrhage archaeology:archeology foetus:fetus manoeuvre:maneuver
  grey:gray tyres:tires programme:program ploughed:plowed aluminium:aluminum sceptical:skeptical jewellery:jewelry ageing:aging
  mum:mom enquiry:inquiry sulphur:sulfur mould:mold learnt:learned sold:sell sold:sells bought:buying won:winning lost:losing paid:pays
  died:die dying:dies children:child women:woman thieves:thief broke:breaking written:writes led:leading struck:strike shot:shooting`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
)('%s is found by %s', (one, other) => expect(stem(one)).toBe(stem(other)));

test.each(
  `four:for hour:or tour:tor filled:filed called:caled willing:wiling prise:prize wise:wize acre:acer polled:poled killing:kiling
  desert:dessert council:counsel affect:effect principal:principle complement:compliment rose:rise found:find left:leave felt:feel
  court:cort sour:sor pouring:poring lead:lid bore:bear storey:story`
    .split(/\s+/)
    .map((pair) => pair.split(':') as [string, string]),
)('%s is not %s', (one, other) => expect(stem(one)).not.toBe(stem(other)));
