// Common first names of English-language news, by who bears them. Data only.
// A name alone that is in here is no speaker one can look up; "she said" is not said by a James.
import { createRequire } from 'node:module';
import { setOf } from '../text/patterns.ts';

export const MEN =
  setOf(`Aaron Abdul Adam Ahmed Alan Albert Alejandro Alex Alexander Alfred Allan Allen Andre Andrew Andy Angelo
  Anthony Antonio Antony Arthur Austin Barack Barry Ben Benjamin Bernard Bill Billy Bob Boris Brad Bradley Brandon Brendan Brent
  Brett Brian Bruce Bryan Calvin Carl Carlos Charles Charlie Chris Christian Christopher Chuck Clarence Cody Colin Connor
  Craig Curtis Dan Daniel Darren Dave David Dean Dennis Derek Diego Dmitry Dominic Donald Doug Douglas Duncan Dustin Dwayne
  Ed Eddie Edward Edwin Elon Emmanuel Enrique Eric Erik Ernest Ethan Eugene Evan Felix Fernando Francis Francisco Frank Fred Frederick
  Gabriel Garrett Gary Gavin Geoff Geoffrey George Gerald Gerard Giovanni Glenn Gordon Graham Greg Gregory Harold Harry Harvey Hassan
  Hector Henry Herbert Herman Howard Hugh Hugo Ian Ibrahim Isaac Ivan Jack Jacob Jake James Jared Jason Javier Jay Jeff Jeffrey Jeremy
  Jerome Jerry Jesse Jim Jimmy Joe Joel John Johnny Jon Jonathan Jorge Jose Joseph Josh Joshua Juan Julian Justin Karl
  Keith Ken Kenneth Kevin Kurt Larry Lawrence Leo Leon Leonard Leroy Liam Louis Lucas Luis Luke Malcolm Manuel Marc Marco
  Marcus Mario Mark Martin Marvin Matt Matthew Maurice Mehmet Michael Miguel Mike Mitch Mitchell Mohamed Mohammed Muhammad Nathan
  Nathaniel Neil Nicholas Nick Noah Norman Oliver Omar Oscar Pablo Patrick Paul Pedro Pete Peter Phil Philip Phillip Pierre Rafael
  Ralph Ramon Randy Raul Raymond Rex Ricardo Richard Rick Ricky Rob Robert Roberto Rodney Roger Roland Ron Ronald Roy
  Russell Ryan Salvador Sam Samuel Scott Sean Sergei Sergey Seth Shane Shaun Shawn Simon Stanley Stephen Steve Steven Stewart Stuart Ted Terrence
  Theodore Thomas Tim Timothy Todd Tom Tommy Tony Travis Trevor Tyler Vernon Victor Vincent Vladimir Volodymyr Walter Warren Wayne
  William Xavier Yuri Yury Zach Zachary`);

export const WOMEN =
  setOf(`Abby Abigail Adriana Agnes Aisha Alejandra Alexandra Alexandria Alice Alicia Alison Allison Alyssa Amanda Amber
  Amelia Amy Ana Angela Angelina Anita Ann Anna Anne Annette Annie Audrey Barbara Beatrice Becky Bernadette Beth
  Betsy Betty Bianca Bonnie Brenda Bridget Brittany Camila Camilla Candace Carla Carmen Carol Caroline Carolyn Carrie
  Catherine Cathy Cecilia Charlotte Chelsea Cheryl Christina Christine Cindy Claire Clara Claudia Colleen Connie Crystal Cynthia
  Daisy Danielle Dawn Deborah Debra Denise Diana Diane Donna Doris Dorothy Edith Eileen Elaine Eleanor Elena Elizabeth Ella
  Ellen Emily Emma Erica Erin Esther Eva Evelyn Fatima Felicia Fiona Frances Gail Gina Gisele Gloria Greta Hannah
  Heather Heidi Helen Hillary Holly Ida Ingrid Irene Isabel Isabella Ivanka Jacqueline Jane Janet Janice Jasmine Jeanne Jen Jenna
  Jennifer Jenny Jessica Jill Joan Joanna Joyce Judith Judy Julia Julie Kaitlyn Kamala Karen Karine Karla Kate Katherine Kathleen
  Kathryn Kathy Katie Katrina Kayla Kelsey Kimberly Kirsten Kristen Kristin Kristina Kristine Laura Lauren Leah Lena
  Lillian Linda Lisa Liz Lois Lori Lorraine Louise Lucia Lucy Lydia Madeleine Margaret Maria
  Mariah Marie Marilyn Marina Marjorie Marla Martha Mary Maureen Megan Meghan Melanie Melinda Melissa Mercedes Meredith Mia Michelle
  Mildred Miranda Molly Monica Nancy Naomi Natalie Natasha Nichole Nicole Nikki Nina Nora Norma Olga Olivia Pamela Patricia Patty
  Paula Pauline Peggy Penny Phyllis Priscilla Rachel Rebecca Regina Renee Rita Roberta Rosa Rose Rosemary Ruth Sabrina
  Sally Samantha Sandra Sara Sarah Serena Sharon Sheila Sheryl Shirley Sofia Sonia Sophia Sophie Stella Stephanie
  Susan Suzanne Sylvia Tamara Tammy Tania Tanya Tara Teresa Theresa Tiffany Tina Ursula Valerie Vanessa Veronica  
  Vivian Wanda Wendy Yolanda Yvonne Zoe`);

/** Of either. */
const ANYONE =
  setOf(`Alexis Andrea April Ashley Beverly Brooke Casey Courtney Dale Dana Don Drew Faith Florence Grace Guy Jamie Jean Jesus Jordan
  Kelly Kelsey Kim Kyle Leslie Lindsay Lindsey Lynn Mackenzie Madison Morgan Pat Ray Robin Sandy Shelby Stacey Stacy Taylor Terry Tracy
  Virginia Whitney`);

const require = createRequire(import.meta.url);
/** Read when the first name is asked for that is none of these: it takes a tenth of a second. */
let library: typeof import('gender-detection-from-name') | undefined;
const LANGUAGES = ['en', 'de', 'fr', 'it', 'es', 'tr'] as const;

/** By whom a first name is borne in all languages that have it; null where it is borne by either, or is unknown. */
export function genderOf(firstName: string): 'female' | 'male' | null {
  if (MEN.has(firstName)) return 'male';
  if (WOMEN.has(firstName)) return 'female';
  if (ANYONE.has(firstName)) return null;
  library ??= require('gender-detection-from-name') as typeof import('gender-detection-from-name');
  const { getGender } = library;
  const [first, ...others] = LANGUAGES.map((language) => getGender(firstName, language));
  return first === 'unknown' || others.some((gender) => gender !== first) ? null : first!;
}

const ALL: ReadonlySet<string> = new Set([...MEN, ...WOMEN, ...ANYONE]);

export const isFirstName = (word: string): boolean => ALL.has(word);
