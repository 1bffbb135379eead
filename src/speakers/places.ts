// Countries that the news is about, with what news calls them by: adjective, capital, seat of government. Data only.
import { listOf } from '../text/patterns.ts';

export interface Country {
  name: string;
  /** "Russian", "Saudi". */
  adjective: string;
  /** News says "Moscow" for the government. */
  capital: string;
  /** Other names of the country. */
  others: readonly string[];
  /** Seats and parts of government that speak for it: "Kremlin", "Downing Street". */
  seats: readonly string[];
}

/** A country a line: name | adjective | capital | other names | seats of government. */
const TABLE = `
Afghanistan|Afghan|Kabul||Taliban
Argentina|Argentine|Buenos Aires|Argentinian|Casa Rosada
Armenia|Armenian|Yerevan||
Australia|Australian|Canberra||
Austria|Austrian|Vienna||
Azerbaijan|Azerbaijani|Baku||
Bangladesh|Bangladeshi|Dhaka||
Belarus|Belarusian|Minsk||
Belgium|Belgian|Brussels||
Brazil|Brazilian|Brasilia||Brasília
Britain|British|London|UK,U.K.,United Kingdom,Great Britain|Downing Street,Whitehall
Bulgaria|Bulgarian|Sofia||
Cambodia|Cambodian|Phnom Penh||
Canada|Canadian|Ottawa||
Chile|Chilean|Santiago||
China|Chinese|Beijing|PRC|
Colombia|Colombian|Bogota||Bogotá
Croatia|Croatian|Zagreb||
Cuba|Cuban|Havana||
Czech Republic|Czech|Prague|Czechia|
Denmark|Danish|Copenhagen||
Egypt|Egyptian|Cairo||
Estonia|Estonian|Tallinn||
Ethiopia|Ethiopian|Addis Ababa||
Finland|Finnish|Helsinki||
France|French|Paris||Elysee,Élysée
Georgia|Georgian|Tbilisi||
Germany|German|Berlin||
Ghana|Ghanaian|Accra||
Greece|Greek|Athens||
Haiti|Haitian|Port-au-Prince||
Hungary|Hungarian|Budapest||
India|Indian|New Delhi||
Indonesia|Indonesian|Jakarta||
Iran|Iranian|Tehran||
Iraq|Iraqi|Baghdad||
Ireland|Irish|Dublin||
Israel|Israeli|Jerusalem||IDF
Italy|Italian|Rome||
Japan|Japanese|Tokyo||
Jordan|Jordanian|Amman||
Kazakhstan|Kazakh|Astana||
Kenya|Kenyan|Nairobi||
Kosovo|Kosovar|Pristina||
Latvia|Latvian|Riga||
Lebanon|Lebanese|Beirut||
Libya|Libyan|Tripoli||
Lithuania|Lithuanian|Vilnius||
Malaysia|Malaysian|Kuala Lumpur||
Mali|Malian|Bamako||
Mexico|Mexican|Mexico City||
Moldova|Moldovan|Chisinau||
Morocco|Moroccan|Rabat||
Myanmar|Burmese|Naypyidaw|Burma|
Netherlands|Dutch|The Hague||
New Zealand|New Zealand|Wellington||
Niger|Nigerien|Niamey||
Nigeria|Nigerian|Abuja||
North Korea|North Korean|Pyongyang|DPRK|
Norway|Norwegian|Oslo||
Pakistan|Pakistani|Islamabad||
Peru|Peruvian|Lima||
Philippines|Philippine|Manila|Filipino|
Poland|Polish|Warsaw||
Portugal|Portuguese|Lisbon||
Qatar|Qatari|Doha||
Romania|Romanian|Bucharest||
Russia|Russian|Moscow||Kremlin
Rwanda|Rwandan|Kigali||
Saudi Arabia|Saudi|Riyadh||
Serbia|Serbian|Belgrade||
Singapore|Singaporean|Singapore||
Slovakia|Slovak|Bratislava||
Somalia|Somali|Mogadishu||
South Africa|South African|Pretoria||
South Korea|South Korean|Seoul||Blue House
Spain|Spanish|Madrid||
Sudan|Sudanese|Khartoum||
Sweden|Swedish|Stockholm||
Switzerland|Swiss|Bern||
Syria|Syrian|Damascus||
Taiwan|Taiwanese|Taipei||
Thailand|Thai|Bangkok||
Tunisia|Tunisian|Tunis||
Turkey|Turkish|Ankara|Türkiye,Turkiye|
Uganda|Ugandan|Kampala||
Ukraine|Ukrainian|Kyiv||Kiev
United Arab Emirates|Emirati|Abu Dhabi|UAE|
United States|American|Washington|US,U.S.,USA,America|White House,Pentagon,State Department
Venezuela|Venezuelan|Caracas||
Vietnam|Vietnamese|Hanoi||
Yemen|Yemeni|Sanaa||Houthi
European Union|European|Brussels|EU,E.U.|European Commission
`;

const COUNTRIES: readonly Country[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [name = '', adjective = '', capital = '', others = '', seats = ''] = line.split('|');
    const list = (names: string) => names.split(',').filter(Boolean);
    return { name, adjective, capital, others: list(others), seats: list(seats) };
  });

/** Where a country has several seats, each speaks for itself only: the White House is not the Pentagon. */
const namesOf = ({ name, capital, others, seats }: Country): string[] => [
  name,
  capital,
  ...others,
  ...(seats.length === 1 ? seats : []),
];

/** Of countries that share a name the last of the table has it: Brussels is the Union more often than Belgium. */
const BY_NAME = new Map(
  COUNTRIES.flatMap((country) => namesOf(country).map((name) => [name, country] as const)),
);
const BY_ADJECTIVE = new Map(COUNTRIES.map((country) => [country.adjective, country] as const));

/** The country that a name, a capital or a seat of government stands for. */
export const countryOf = (name: string): Country | undefined => BY_NAME.get(name);

/** The country of a name or an adjective: "Russia", "Russian". */
export const countryOfWord = (word: string): Country | undefined =>
  BY_NAME.get(word) ?? BY_ADJECTIVE.get(word);

const STATES = `Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Hawaii Idaho Illinois Indiana
  Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio
  Oklahoma Oregon Pennsylvania Tennessee Texas Utah Vermont Wisconsin Wyoming England Scotland Wales Europe Africa Asia Gaza`;

const LONGER =
  `New York,New Jersey,New Mexico,New Hampshire,New Orleans,New York City,North Carolina,South Carolina,
  North Dakota,South Dakota,West Virginia,Rhode Island,Puerto Rico,Los Angeles,San Francisco,San Diego,San Antonio,San Jose,Las Vegas,Salt Lake City,Kansas City,Oklahoma City,
  St. Louis,Fort Worth,El Paso,Santa Fe,Baton Rouge,Virginia Beach,Cape Town,Tel Aviv,Sao Paulo,Rio de Janeiro,Hong Kong,Northern Ireland,
  West Bank`.split(/,\s*/);

const PLACES = new Set([...LONGER, ...BY_NAME.keys(), ...BY_ADJECTIVE.keys(), ...listOf(STATES)]);

/** Whether a name is that of a country, a capital or a state: no "he" or "she". */
export const isPlace = (name: string): boolean => PLACES.has(name);
