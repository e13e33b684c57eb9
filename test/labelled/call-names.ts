/** What people are called beside the name in their passport. */
const CALLED: Readonly<Record<string, string>> = Object.fromEntries(
  `William:Bill,Will,Billy Robert:Bob,Rob,Bobby,Robbie Richard:Rick,Dick,Rich,Richie James:Jim,Jimmy,Jamie John:Jack,Johnny,Jon
  Michael:Mike,Mick,Mickey David:Dave,Davey Thomas:Tom,Tommy Charles:Charlie,Chuck Christopher:Chris,Kit Daniel:Dan,Danny
  Matthew:Matt Anthony:Tony,Ant Joseph:Joe,Joey Steven:Steve Andrew:Andy,Drew Joshua:Josh Kenneth:Ken,Kenny Edward:Ed,Ted,Eddie,Ned
  Jeffrey:Jeff Nicholas:Nick Jonathan:Jon Benjamin:Ben Samuel:Sam Gregory:Greg Alexander:Alex,Sandy,Al Patrick:Pat,Paddy
  Raymond:Ray Lawrence:Larry Timothy:Tim Ronald:Ron Douglas:Doug Peter:Pete Nathan:Nate Zachary:Zach Gerald:Gerry,Jerry Albert:Al,Bert
  Vincent:Vince,Vinny Philip:Phil Eugene:Gene Francis:Frank Frederick:Fred Stuart:Stu Leslie:Les Terry:Tel Donald:Don Henry:Harry,Hank
  Elizabeth:Liz,Beth,Betty,Lizzie,Eliza,Libby Margaret:Maggie,Peggy,Meg,Marge Katherine:Kate,Kathy,Katie,Kay Patricia:Pat,Trish,Patty
  Jennifer:Jen,Jenny Susan:Sue,Susie Barbara:Barb,Babs Deborah:Deb,Debbie Rebecca:Becky,Becca Jessica:Jess,Jessie Kimberly:Kim
  Christine:Chris,Chrissie,Tina Christina:Tina,Chris Stephanie:Steph Victoria:Vicky,Tori Samantha:Sam,Sammy Pamela:Pam Sandra:Sandy,Sandie
  Cynthia:Cindy Catherine:Cathy,Cath,Kate Amanda:Mandy Jacqueline:Jackie Abigail:Abby,Gail Isabella:Bella,Izzy Theresa:Terry,Tess
  Nicola:Nicky Philippa:Pippa,Pip Dorothy:Dot,Dottie Judith:Judy Kathleen:Kath,Kathy Angela:Angie Alexandra:Alex,Sandra Michelle:Shelly
  Melissa:Mel,Missy Madison:Maddie Eleanor:Ellie,Nell Rosemary:Rosie,Rose Frances:Fran,Frankie Virginia:Ginny Diane:Di Gillian:Gill,Jill
  Matthias:Matze Maximilian:Max Sebastian:Basti,Seb Friedrich:Fritz Heinrich:Heinz,Heiner Johanna:Hanna Katharina:Kathi,Katja Franziska:Franzi
  Hannelore:Hanne Susanne:Susi Stefanie:Steffi Gabriele:Gabi Angelika:Geli Ursula:Uschi,Ulla Andreas:Andi Tobias:Tobi Michael:Mike,Michi
  Thomas:Tom Wolfgang:Wolf Francisco:Paco,Fran José:Pepe Jesús:Chus Manuel:Manolo,Manu Antonio:Toni Dolores:Lola Mercedes:Merche
  Isabel:Isa María:Mari Beatriz:Bea Rafael:Rafa Alejandro:Álex Małgorzata:Gosia Katarzyna:Kasia Agnieszka:Aga Elżbieta:Ela
  Krzysztof:Krzysiek Wojciech:Wojtek Aleksandra:Ola Joanna:Asia Magdalena:Magda Tomasz:Tomek Michał:Misiek
  Alexander:Sasha Dmitry:Dima Sergey:Serge Mikhail:Misha Vladimir:Volodya Elena:Lena Natalia:Natasha Tatiana:Tanya Ekaterina:Katya
  Anastasia:Nastya Maria:Masha Frédéric:Fred Stéphane:Steph Jean-Pierre:JP Sébastien:Seb Isabelle:Isa Véronique:Véro Mohammed:Mo Fatima:Fatou`
    .trim()
    .split(/\s+/u)
    .map((entry) => entry.split(':')),
) as Record<string, string>;

export function callNamesOf(given: string): readonly string[] {
  return CALLED[given]?.split(',') ?? [];
}
