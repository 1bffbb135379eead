// The words by which speakers are found: verbs of saying, roles, organisations, and capitalised words that are no
// names. Data only.
import { listOf, setOf } from '../text/patterns.ts';

/** Verbs of saying wherever they stand. */
export const SAYING =
  listOf(`said says told tells added adds announced announces warned warns argued argues claimed insisted insists
  noted explained explains wrote writes tweeted declared declares stressed stresses replied replies responded
  acknowledged acknowledges admitted admits confirmed confirms urges denied denies testified predicted predicts
  promised pledged vowed complained conceded concedes countered concluded concludes remarked commented emphasized
  emphasised reiterated alleged alleges maintained maintains cautioned cautions recommends recommended
  quipped lamented recounted reported asserted asserts contended contends advised advises estimates disclosed
  revealed speculated mused boasted stated pointed contends indicated confided went shot`);
/** Verbs of saying only beside quotation marks: "called it “a shame”". */
const QUOTING =
  listOf(`called calls described describes dubbed accused accuses blamed criticized criticised praised hailed
  condemned blasted slammed labeled labelled recalled recalls believes thinks suggested suggests continued continues
  shouted shouts cried yelled exclaimed exclaims murmured ventured sighed corrected confided whispered joked jokes interrupted interrupts interjected interjects interposed asked asks posted posts captioned likened referred agreed agrees answered began wondered observed observes urged`);
/** Verbs that are nouns as well: they count only before "that" or beside quotation marks. */
const NOUNS_TOO = listOf('claims notes reports states');
/** Verbs in the plural: "officials say". Those who speak stay unnamed. */
const PLURAL = listOf('say tell argue warn add note believe');

/** Verbs that take other objects as well: one adds a room, and writes a book. */
export const OBJECT_VERBS = setOf('added adds wrote writes posted revealed maintained maintains observed');
/** Verbs with whoever is told, and that: "reminded the clerk that". */
export const TELLING_VERBS = setOf('reminded reminds informed informs assured assures notified notifies');
/** Verbs of a reply. */
export const REPLYING_VERBS = setOf(
  'replied replies responded answered denied denies countered retorted disputed rejected',
);
/** Verbs whose object is spoken to. */
export const ADDRESSING_VERBS =
  'told|tells|asked|asks|accused|accuses|(?:wrote|writes|replied|said|spoke|turned) to|urged|warned|reminded|assured|informed|thanked|challenged|confronted|messaged|texted|emailed|interviewed|questioned|answered';
/** Outlets that are called like people: "told Reuters", "told Rolling Stone". */
export const OUTLETS_LIKE_NAMES =
  setOf(`reuters bloomberg politico axios variety billboard people time newsweek insider fox sky channel rolling vanity
  le la el der die good meet face today deadline vox vice slate forbes fortune wired`);
export const QUOTING_VERBS = new Set(QUOTING);
export const NOUN_VERBS = new Set(NOUNS_TOO);
export const PLURAL_VERBS = new Set(PLURAL);
export const VERBS = [...SAYING, ...QUOTING, ...TELLING_VERBS, ...NOUNS_TOO, ...PLURAL].join('|');

/** Titles that stand before a last name. */
export const TITLES =
  setOf(`dr dr. mr mr. mrs mrs. ms ms. prof prof. sir dame lord lady gov gov. sen sen. rep rep. gen gen. lt lt. lieut lieut. col
  col. sgt sgt. capt capt. maj maj. cmdr adm adm. rev rev. st. supt supt. insp cpl. pvt. det. justice judge king queen prince princess
  pope cardinal archbishop bishop constable detective miss pc adm`);

/** Nouns of what a person is; other nouns of persons are known by their endings. */
export const ROLES =
  setOf(`president minister secretary mayor governor senator representative congressman congresswoman
  spokesman spokeswoman spokesperson director officer chief manager leader chairman chairwoman chairperson chair
  commissioner ambassador engineer professor analyst lawyer attorney judge sheriff captain coach teacher headteacher
  councillor councilman councilwoman inspector master owner farmer skipper treasurer resident founder co-founder cofounder editor
  author co-author economist historian scientist researcher official head ceo cfo coo cto chancellor premier superintendent
  lieutenant sergeant colonel general major admiral commander marshal executive strategist consultant adviser advisor
  activist advocate journalist reporter correspondent columnist critic doctor physician nurse surgeon epidemiologist
  virologist pediatrician psychologist psychiatrist astronaut astronomer expert specialist fellow lecturer scholar
  forecaster meteorologist climatologist agent investigator detective prosecutor solicitor counsel deputy speaker
  whip lawmaker legislator mp candidate nominee organizer organiser coordinator planner trader investor
  strategist broker banker realtor developer designer producer actor actress singer rapper musician songwriter artist filmmaker comedian
  host presenter anchor player quarterback striker midfielder defender goalkeeper forward guard receiver pitcher driver
  athlete star swimmer runner student sophomore freshman senior graduate volunteer pastor priest rabbi imam bishop
  archbishop pope king queen prince princess mother father sister brother son daughter wife husband grandmother grandfather widow
  friend neighbor neighbour colleague principal dean provost dentist pharmacist veterinarian biologist ecologist
  physicist chemist geologist pilot soldier veteran firefighter paramedic ranger curator librarian architect
  businessman businesswoman entrepreneur billionaire clinician instructor trainer chef baker member partner trustee vice-president
  president-elect co-chair co-director co-owner chairperson chairwoman undersecretary secretary-general laureate survivor winner worker
  landlady landlord hostess waitress clerk aide cook monk nun abbot guest tenant mistress headmistress matron vicar canon verger steward poet witness
  vendor medic moderator notary envoy diplomat monarch patriarch chaplain dealer referee umpire coxswain`);
/** Words that belong to a role beside its noun. */
export const ROLE_PARTS =
  setOf(`vice deputy acting former prime foreign interior defense defence finance health general chief executive
  senior lead police fire harbour harbor town city county council club school union company site project press national
  security state associate assistant managing medical public communications campaign research policy study report lead
  professional emeritus co and of attorney first political military market sports head team staff executive district
  athletics longtime operations affairs information studies bureau community program programme`);

/** Last words of organisations that speak: "the Henan police", "the Biden administration". */
export const ORGANISATION_NOUNS =
  setOf(`police government administration ministry military campaign embassy parliament navy army
  cabinet council authority court office department`);
/** Words in the names of organisations. */
export const ORGANISATION_WORDS =
  setOf(`department ministry agency administration commission committee council court office bureau board
  institute institution university college school center centre centers centres association federation union organization organisation
  foundation society group company corporation corp inc ltd bank fund service services authority police house senate
  congress parliament government party times post news journal mail guardian telegraph standard magazine herald tribune
  gazette press radio network today airlines airways motors energy health hospital church league club team trust
  coalition alliance forum panel project museum kremlin pentagon reuters bbc nasa world fed reserve treasury
  campaign embassy fire weekly media systems industries technologies partners weather survey statistics
  protection prevention engineers resources affairs archives library city cities states nations union nato zoo corps`);
/** "The paper said": an organisation that was named shortly before. */
export const OUTLET_NOUNS = setOf('paper newspaper site outlet magazine broadcaster tabloid publication');
/** Words of organisations that no one calls a company. */
export const STATE_WORDS =
  setOf(`ministry department agency administration commission committee council court office bureau police senate
  congress parliament government kremlin pentagon white service nasa cdc fda noaa nws union university centers house fbi`);
/** "The company said": an organisation of any name that is not of a state. */
export const COMPANY_NOUNS = setOf(
  'company firm retailer automaker airline carrier chain line manufacturer brand startup',
);
/** "The board said": the organisation of that noun that was named shortly before. */
export const ORGANISATION_KINDS =
  setOf(`board department ministry agency commission committee council court university union association
  federation office bureau group bank center centre institute authority foundation organization organisation school service
  guild charity club society trust hospital`);

/** Capitalised words that are no part of a name: they open sentences, or tell the time. */
export const NOT_NAMES =
  setOf(`he she it they we i you the a an this that these those there who what when where why how but and or
  so if as in on at by for from with without after before while since until although though however meanwhile earlier later
  yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday january february march april
  june july august september october november december jan. feb. mar. apr. jun. jul. aug. sept. oct. nov. dec.
  his her its their our my your some many most few one two three four five six seven eight nine ten both all each another others none no not now then
  here also according critics officials experts people residents supporters opponents sources authorities because yet still even
  only just once despite instead indeed finally again never neither nor like unlike under over during through
  scientists researchers prosecutors investigators lawmakers republicans democrats republican democrat conservatives
  americans analysts economists doctors parents teachers students witnesses organizers advocates activists attorneys
  lawyers asked speaking writing responding referring citing calling noting adding last next several such other more
  first second third christmas easter ramadan editor's editor’s photo courtesy credit video source image watch read related mr mrs ms
  prosecutors employees customers neighbors neighbours users readers voters protesters demonstrators organisers executives leaders
  allies aides advisers insiders did does is are was were has have can could would should yes well oh ok okay please thanks among amid about by per via
  unfortunately fortunately hopefully perhaps maybe overall additionally furthermore moreover still besides nevertheless
  except had should unless whether suppose supposing imagine provided lest claims rumours rumors whenever wherever whatever nobody somebody
  everybody anybody nothing something everything either nearly almost about around detectives deputies firefighters commissioners councilors councillors senators
  laut selon nach aber doch auch mais pour dans avec im am vom beim zum zur und das eine`);

/** Prepositions: a name behind one is not who speaks. */
export const PREPOSITIONS =
  setOf(`of for from to with by at in on about against near over under between including like than into around
  behind outside inside within without toward towards via per alongside versus v vs beside beyond through during upon amid among`);
/** Words that may stand inside a name between capitalised ones. */
export const PARTICLES = setOf(
  'an of de do del dell della der den di da das dos du van vom von ter ten zu zum zur la le al el bin ibn ben bint af av for the and und y e',
);
/** Months, days and other words of every sentence that some people are called by: names only beside a first name, a role or a last name. */
export const CALLED_LIKE_WORDS =
  setOf(`january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday christmas easter first so will more love one two three four five six seven eight nine ten many most few
  last next another other others all no not now then here still even only just once again like under over such watch image source photo
  video credit yes well oh please thanks perhaps something young`);
/** Words that no noun phrase holds. */
export const FUNCTION_WORDS =
  setOf(`that it he she they we i you in on at to for with from about as if when while because after before is was
  were are be been has have had will would could should can may might do does did not no by so but or there here this
  these those what which who whom how why where during until since than then also again only just`);

/** Reports by the name of what they hold: "according to data from NAME". */
export const DATA_WORDS =
  setOf(`data figures analysis estimates research report reports statistics forecasts survey poll polling study
  numbers estimate tracker tally release statement letter filing records document documents website calculations records
  projections review readout index models model database list guidelines guidance`);

/** Whatever of these is no person and still can be asked for its words: "the board", "the survey". */
export const SPEAKING_NOUNS: ReadonlySet<string> = new Set(
  [ORGANISATION_NOUNS, ORGANISATION_KINDS, COMPANY_NOUNS, OUTLET_NOUNS, DATA_WORDS].flatMap((nouns) => [
    ...nouns,
  ]),
);
