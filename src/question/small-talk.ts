// Thanks, greetings and yes or no: what people say to a bot that is no question. Pure, and data.
import { words, wordSet } from '../text/words.ts';

const GREETINGS = wordSet(
  `hi hello hey hallo moin servus привет здравствуйте здравствуй help hilfe помощь помоги`,
);
const REPLIES =
  wordSet(`thanks thank thx ty tysm cheers ok okay okey k kk great nice cool perfect awesome amazing wow yes yep yeah yup no nope sure
  fine understood alright wonderful excellent brilliant interesting lol haha hm hmm ah aha oh bye goodbye please sorry good bravo
  danke dankeschön super toll klasse prima ja nein genau alles klar gut verstanden tschüss bitte
  спасибо благодарю ок окей хорошо отлично понятно ясно да нет супер класс круто ладно пока пожалуйста`);
/** Words that go along with those. */
const FILLERS =
  wordSet(`you very much so a lot for the that thats it i see got is was all your help there everyone again my friend bot man guys
  job work answer many this really too s good morning evening day night attest
  dir ihnen sehr vielen schön für die das hilfe wieder guten tag morgen abend war ist
  большое вам тебе очень за помощь добрый день вечер утро доброе всем`);
const OPENERS = wordSet(
  'that thats it i so very many vielen sehr das good guten got большое очень добрый доброе',
);

/** So many smiles and marks are said in reply; more are nonsense, and are answered as such. */
const MAX_SMILES = 12;

/** `greeting` (or nothing at all) wants to hear what one can ask, `reply` wants nothing; null: it may be a question. */
export function smallTalkOf(text: string): 'greeting' | 'reply' | null {
  if (/[?？]/.test(text)) return null;
  const said = words(text);
  if (text.trim() === '') return 'greeting';
  if (said.length === 0) return [...text].length <= MAX_SMILES ? 'reply' : null;
  const isTalk = (word: string) => GREETINGS.has(word) || REPLIES.has(word);
  if (!isTalk(said[0]!) && !OPENERS.has(said[0]!)) return null;
  if (!said.some(isTalk) || !said.every((word) => isTalk(word) || FILLERS.has(word))) return null;
  return said.some((word) => GREETINGS.has(word)) && !said.some((word) => REPLIES.has(word))
    ? 'greeting'
    : 'reply';
}
