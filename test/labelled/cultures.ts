/**
 * Names as they are borne, most frequent first; the spellings one name goes by stand after a bar. The rarer
 * half of the surnames is put together from the parts such names are made of.
 */
export interface Culture {
  /** Share of the people. */
  readonly share: number;
  readonly dialling: string;
  readonly men: readonly string[];
  readonly women: readonly string[];
  readonly surnames: readonly string[];
  readonly tail: readonly [readonly string[], readonly string[]];
  /** Share of records whose first and last name change places. */
  readonly swaps: number;
}

function list(text: string): readonly string[] {
  return text.trim().split(/\s+/u);
}

const ENGLISH: Culture = {
  share: 0.52,
  dialling: '+44 20',
  men: list(`James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew
    Anthony Mark Donald Steven|Stephen Paul Andrew Joshua Kenneth Kevin Brian|Bryan George Timothy Ronald Edward
    Jason Jeffrey|Geoffrey Ryan Jacob Gary Nicholas|Nicolas Eric|Erik Jonathan|Jonathon Larry Justin Scott Brandon
    Benjamin Samuel Gregory Alexander Patrick Frank Raymond Jack Dennis Jerry Tyler Aaron Adam Nathan Henry Zachary
    Douglas Peter Kyle Noah Ethan Jeremy Walter Keith Roger Terry Austin Sean|Shaun|Shawn Gerald Carl|Karl Harold
    Dylan Arthur Lawrence|Laurence Jordan Jesse Bruce Gabriel Logan Alan|Allan|Allen Albert Elijah Wayne Vincent
    Mason Roy Ralph Russell Bradley Philip|Phillip Eugene Neil Graham|Graeme Ian|Iain Stuart|Stewart Colin Derek
    Trevor Nigel Craig Simon Martin Duncan Leslie Clive Hugh Gordon Barry Toby Oliver Harry Leo Oscar`),
  women:
    list(`Mary Patricia Jennifer Linda Elizabeth|Elisabeth Barbara Susan Jessica Sarah|Sara Karen Lisa Nancy
    Betty Sandra Margaret Ashley Kimberly Emily Donna Michelle|Michele Carol|Carole Amanda Melissa Deborah|Debra
    Stephanie Dorothy Rebecca Sharon Laura Cynthia Amy Kathleen Angela Shirley Brenda Emma Anna Pamela Nicole
    Samantha Katherine|Catherine|Kathryn Christine Helen Rachel|Rachael Carolyn Janet Maria Heather Diane|Dianne
    Olivia Julie Joyce Victoria Ruth Virginia Lauren Kelly Christina Joan Evelyn Judith Andrea Hannah|Hanna
    Megan|Meghan Cheryl|Sheryl Jacqueline Martha Madison Teresa|Theresa Gloria Janice Ann|Anne Abigail Sophia|Sofia
    Frances Jean Alice Judy Isabella Julia Grace Amber Denise Danielle Marilyn Beverly|Beverley Charlotte Natalie
    Diana Brittany Doris Alexis Lori Marie Fiona Gillian|Jillian Hilary|Hillary Lesley Lynn|Lynne|Lyn Moira Nicola
    Philippa Rosemary Sally Tracy|Tracey Wendy Yvonne Zoe|Zoë Harriet Imogen Claire|Clare Eleanor|Elinor Lucy`),
  surnames:
    list(`Smith Johnson Williams Brown|Browne Jones Davis|Davies Miller Wilson Moore|More Taylor Anderson
    Thomas Jackson White Harris Martin Thompson|Thomson Young Robinson Lewis Walker Allen|Allan Scott Wright King
    Green|Greene Baker Adams Nelson Hill Campbell Mitchell Roberts Carter Phillips|Philips Evans Turner Parker
    Collins Edwards Stewart|Stuart Morris|Morriss Murphy Cook|Cooke Rogers|Rodgers Morgan Cooper Peterson|Petersen
    Reed|Reid|Read Bailey|Bayley Bell Kelly|Kelley Howard Ward Cox Richardson Watson Brooks|Brookes Wood|Woods
    Bennett|Bennet Gray|Grey Hughes Price Myers Long Foster Sanders|Saunders Ross Powell Sullivan|O'Sullivan Russell
    Fisher Henderson Cole Graham Reynolds Hamilton Simpson Ellis Stevens|Stephens Gibson McDonald|MacDonald Marshall
    Murray Freeman Wells Webb Simmons Tucker Porter Hunter Hicks Crawford Boyd Mason Kennedy Warren Dixon|Dickson
    Burns Gordon Shaw Holmes Rice Robertson Hunt Black Daniels Palmer Mills Nichols|Nicholls Grant Knight Ferguson
    Rose Stone Dunn Perkins Hudson Spencer Gardner|Gardiner Payne|Paine Pierce|Pearce Berry Matthews|Mathews Arnold
    Wagner Willis Ray Watkins Olson Carroll Duncan Snyder Hart Cunningham Bradley Lane Andrews Ruiz Harper Fox Riley
    Armstrong Carpenter Weaver Greenwood Lawrence Elliott|Elliot Chapman Sims Austin Peters Kelley Franklin Lawson
    Barker Booth Barrett O'Brien O'Connor O'Neill|O'Neil Byrne|Burns Walsh|Welsh Ryan Doyle McCarthy Gallagher
    Doherty|Dougherty Kavanagh|Cavanagh Nolan Quinn|Quin Fitzgerald MacLeod|McLeod Sinclair|St._Clair Lindsay`),
  tail: [
    list(`Ash Black Brad Brom Bur Cal Can Clif Col Crans Dal Den Dray Eas Fair Gar Glad Graf Hal Har Haw Hazel High
      Hol Hux Ken King Lang Lin Long Mar Mat Mel Mid Nor Oak Pem Pres Rad Red Rush San Shef Sher Stan Stir Sut Swin
      Thorn Til Up Wal Wel West Whit Wil Win Wood Wyn Barn Chal Dun Elling Fen Gold Hart Hen Kil Leigh Thur Tem`),
    list(`ton ley ford ham well worth by wick den field hurst land man more son stead thorpe ward bury brook burn
      combe croft dale don ell er ett gate grave grove hill house ing kin lock low mond ness over pole ridge shaw
      smith stone stow tree wood yard bourne cott forth hope leigh mere`),
  ],
  swaps: 0.01,
};

const GERMAN: Culture = {
  share: 0.12,
  dialling: '+49 30',
  men: list(`Thomas Michael Andreas Peter Stefan|Stephan Christian Hans Wolfgang Klaus|Claus Jürgen Uwe Frank Bernd
    Ralf|Ralph Jörg|Joerg Matthias|Mathias Martin Markus|Marcus Jan Dieter Günter|Günther Holger Sven Dirk Torsten|Thorsten
    Tobias Florian Sebastian Philipp|Philip Lukas|Lucas Jonas Maximilian Niklas|Niclas Karl|Carl Heinrich Friedrich Götz Jens`),
  women:
    list(`Sabine Susanne Petra Monika Andrea Claudia Birgit|Birgitt Ursula Stefanie|Stephanie Nicole Renate Ute
    Karin|Carin Heike Anja Angelika Martina Gabriele Kerstin Silke Tanja Katrin|Kathrin|Catrin Bärbel Käthe Ulrike
    Anna Lena Julia Laura Katharina|Catharina Johanna Christina|Kristina Jana Sarah|Sara Franziska Sophie|Sofie Hannelore`),
  surnames:
    list(`Müller Schmidt|Schmitt|Schmid Schneider Fischer Weber Meyer|Meier|Maier|Mayer Wagner Becker Schulz|Schultz|Schulze
    Hoffmann|Hofmann Schäfer|Schaefer Koch Bauer Richter Klein Wolf|Wolff Schröder|Schroeder Neumann Schwarz Zimmermann
    Braun Krüger Hartmann Lange Werner Krause|Krauße Lehmann Köhler Herrmann|Hermann König Walter|Walther Huber Kaiser
    Fuchs Peters Lang Scholz Möller|Moeller Weiß|Weiss Jung Hahn Vogel Friedrich Keller Günther Frank Berger Winkler
    Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt
    Jäger Stein Otto Sommer Groß|Gross Seidel Heinrich Brandt Haas Schreiber Graf Dietrich Ziegler Kuhn Kühn Pohl`),
  tail: [
    list(`Alt Bach Berg Birk Blum Bruck Dorn Eber Eichen Eng Feld Fried Gold Grün Hag Heim Hirsch Hoch Holz Kess Kirch
      Klee Kron Lauter Lich Lind Löw Mand Mosen Neu Nieder Ober Ost Rauch Rein Rosen Sand Schön Sieg Stein Strauß Sulz
      Tann Traut Wald Wein Weiden Westen Wiesen Wild Zell Zim`),
    list(`mann berg feld bach stein meier hofer bauer ler müller thal auer heimer hausen inger brecht hardt ner wald
      baum rath ke burg stätter egger`),
  ],
  swaps: 0.01,
};

const FRENCH: Culture = {
  share: 0.06,
  dialling: '+33 1',
  men: list(`Jean Pierre Michel Philippe Alain Nicolas Christophe Patrick Laurent Frédéric Stéphane Olivier David
    Éric Julien Sébastien François Jérôme Thierry Pascal Benoît Loïc Antoine Jean-Pierre Jean-Luc Guillaume Mathieu|Matthieu`),
  women:
    list(`Marie Nathalie Isabelle Sylvie Catherine Françoise Valérie Christine Sandrine Céline Stéphanie Sophie
    Aurélie Élodie Chloé Hélène Camille Noémie Zoé Margaux|Margot Anne-Marie Marie-Claire Émilie Mélanie`),
  surnames:
    list(`Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre|Lefèvre
    Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Mercier Dupont|Dupond Lambert Bonnet François
    Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu Clément
    Gauthier|Gautier Dumont Lopez Fontaine Chevalier|Chevallier Robin Béranger Noël Hébert`),
  tail: [
    list(
      `Beau Bois Bon Bour Chan Char Cour Dela Des Du Fer Font Gran Haut La Le Mail Mont Per Pont Rou Sau Tour Val Vil`,
    ),
    list(
      `bert champ chet court din ette eau fort gard lac leau lier mont nier quet rand rier sac tel teau ville vin zac`,
    ),
  ],
  swaps: 0.02,
};

const SPANISH: Culture = {
  share: 0.07,
  dialling: '+34 91',
  men: list(`Antonio José Manuel Francisco Juan David José-Luis Javier Carlos Jesús Daniel Miguel Rafael Pedro Ángel
    Alejandro Fernando Pablo Luis Sergio Jorge Alberto Álvaro Diego Adrián Raúl Óscar Rubén Iván Víctor`),
  women:
    list(`María Carmen Ana Isabel Dolores Pilar Laura Teresa Cristina Marta Lucía Paula Elena Sara Raquel Rosa
    Mercedes Beatriz Patricia Silvia Mónica Andrea Irene Inés Nuria Rocío Ángela Sofía`),
  surnames:
    list(`García González|Gonzales Rodríguez Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez|Giménez
    Ruiz Hernández Díaz Moreno Muñoz Álvarez Romero Alonso Gutiérrez Navarro Torres Domínguez Vázquez|Vásquez Ramos Gil
    Ramírez Serrano Blanco Molina Morales Suárez Ortega Delgado Castro Ortiz Rubio Marín Sanz Núñez Iglesias Medina
    García-López Pérez-Díaz Santos Cortés Castillo Lozano Garrido Guerrero Cano Prieto Méndez Cruz`),
  tail: [
    list(
      `Aran Bel Bena Cab Cal Cam Car Cas Ech Esco Fuen Gal Ibar Lar Mal Men Monta Nava Oli Pala Que Riva Sala Sala Tor Ura Val Villa Zaba Zu`,
    ),
    list(
      `ales bar beda cedo ces dero do ga gosa guren la lejo les mendi mino nza ño ral rena res rri rte sco tegui vente ves zar`,
    ),
  ],
  swaps: 0.02,
};

const POLISH: Culture = {
  share: 0.05,
  dialling: '+48 22',
  men: list(`Piotr Krzysztof Andrzej Tomasz Paweł Jan Michał Marcin Grzegorz Adam Łukasz Zbigniew Ryszard Dariusz
    Mariusz Kazimierz Wojciech Robert Rafał Jakub Jacek Sławomir`),
  women:
    list(`Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Elżbieta Krystyna Magdalena Monika Joanna Zofia
    Teresa Aleksandra Jolanta Danuta Żaneta Beata Dorota Justyna Renata`),
  surnames:
    list(`Nowak Kowalski Wiśniewski Dąbrowski Lewandowski Wójcik Kamiński Kowalczyk Zieliński Szymański Woźniak
    Kozłowski Jankowski Wojciechowski Kwiatkowski Kaczmarek Mazur Krawczyk Piotrowski Grabowski Nowakowski Pawłowski
    Michalski Król Jabłoński Wieczorek Majewski Olszewski Jaworski Malinowski Pająk Żukowski Śliwa`),
  tail: [
    list(
      `Bar Bog Bor Brzoz Cegie Dom Drze Gaj Gór Jan Jas Kal Klim Koby Kras Lis Łuk Mali Mroz Ole Osiń Pio Rad Rut Sad Sob Szcze Świ Tom Urb Wal Zaw Żół`,
    ),
    list(`czak czewski czyk ecki icz iński kowiak lak lewski na nicki owicz owski ski towski wka`),
  ],
  swaps: 0.01,
};

const NORDIC: Culture = {
  share: 0.05,
  dialling: '+47 22',
  men: list(`Lars Anders Erik|Eric|Erich Per Karl|Carl Johan Jan Mikael|Michael Ole Bjørn|Björn Svein Knut Håkon|Haakon
    Øyvind Søren Jens Magnus Henrik Fredrik|Frederik Niels|Nils Kristian|Christian Åke Göran Mattias`),
  women:
    list(`Anna Karin Maria Kristina|Christina Eva Ingrid Åse Solveig Anne Inger Kari Liv Astrid Hanne Mette Lene
    Freja Sofie|Sofia Elin Emma Ida Maja Linnéa Sigrún Bodil Åsa`),
  surnames:
    list(`Hansen Johansen Olsen|Olsson Larsen|Larsson Andersen|Andersson Nilsen|Nilsson|Nielsen Pedersen|Pettersson
    Kristiansen|Christensen Jensen Karlsen|Karlsson|Carlsson Johnsen Pettersen Eriksen|Eriksson|Ericsson Berg Haugen Hagen
    Johannessen Andreassen Jacobsen|Jakobsen Dahl Jørgensen Halvorsen Lund Sørensen Lindberg Lindström Bergström Øverland
    Ødegård|Ødegaard Solheim Nygård|Nygaard Kjær Þórsson Åberg Sjöberg Holm Madsen`),
  tail: [
    list(
      `Ak Alm Ask Back Berg Björk Bro Dal Ek Fjell Fors Gran Grön Hag Hall Hed Hol Kvist Lind Ljung Lund Moe Ny Ost Rós Sand Skog Sten Ström Sund Tor Vester Vik Åker`,
    ),
    list(
      `berg blad dahl gren gård haug heim holm lund man mark mo qvist rud sen set ström stad vall vik ås`,
    ),
  ],
  swaps: 0.01,
};

const RUSSIAN: Culture = {
  share: 0.04,
  dialling: '+380 44',
  men: list(`Alexander|Aleksandr|Oleksandr|Александр Sergey|Sergei|Serhiy|Сергей Dmitry|Dmitri|Dmitriy|Дмитрий
    Andrey|Andrei|Andriy|Андрей Alexey|Alexei|Aleksey|Алексей Vladimir|Volodymyr|Владимир Mikhail|Михаил Nikolay|Nikolai|Николай
    Yuri|Yury|Yuriy|Юрий Evgeny|Yevgeny|Evgeniy|Евгений Igor|Ihor|Игорь Pavel|Pavlo|Павел Ilya|Ilia|Илья`),
  women:
    list(`Elena|Yelena|Olena|Елена Olga|Olha|Ольга Natalia|Nataliya|Natalya|Наталья Tatiana|Tatyana|Tetiana|Татьяна
    Irina|Iryna|Ирина Svetlana|Svitlana|Светлана Ekaterina|Yekaterina|Kateryna|Екатерина Yulia|Julia|Yuliya|Юлия
    Anastasia|Anastasiya|Анастасия Maria|Mariya|Мария Oksana|Оксана Ksenia|Xenia|Kseniya|Ксения`),
  surnames:
    list(`Ivanov|Ivanoff|Иванов Smirnov|Смирнов Kuznetsov|Kuznecov|Кузнецов Popov|Попов Vasiliev|Vasilyev|Васильев
    Petrov|Петров Sokolov|Соколов Mikhailov|Mihailov|Михайлов Novikov|Новиков Fedorov|Fyodorov|Федоров Morozov|Морозов
    Volkov|Волков Alekseev|Alexeev|Алексеев Lebedev|Лебедев Semenov|Semyonov|Семенов Shevchenko|Schevchenko|Шевченко
    Kovalenko|Коваленко Bondarenko|Бондаренко Tkachenko|Ткаченко Kravchenko|Кравченко Zaitsev|Zaytsev|Зайцев
    Chernov|Tschernow|Чернов Zhukov|Schukow|Жуков Yakovlev|Iakovlev|Яковлев`),
  tail: [
    list(
      `Andr Bel Bogd Bor Chern Dem Dub Ego Fil Gav Gor Gus Kal Kar Kom Kor Kras Lap Log Mak Mel Niki Orl Pank Pol Rom Sav Sid Sol Tar Tim Tit Ush Vor Yef Zakh Zub`,
    ),
    list(`anov chenko enko evsky ilov in ko kov lenko lov nikov ov ovich ovsky tsev uk yuk ynov`),
  ],
  swaps: 0.02,
};

const ASIAN: Culture = {
  share: 0.05,
  dialling: '+65 6',
  men: list(`Wei Jun|June Ming Hao Jian Lei Yong Feng Xiaoming|Xiao-Ming|Xiao_Ming Zhiwei|Zhi_Wei Hiroshi Takashi Kenji Yuki|Yūki
    Daisuke Shōta|Shota Ryō|Ryo Kōji|Koji Minho|Min-ho Jiho|Ji-ho Sungmin|Sung-min`),
  women:
    list(`Li Fang Na Mei Yan Jing Xiu|Hsiu Xiaoli|Xiao-Li Huimin|Hui-Min Yuko|Yūko Keiko Akiko Yōko|Yoko Sakura
    Haruka Jisoo|Ji-soo Minji|Min-ji Soyeon|So-yeon Hyejin|Hye-jin`),
  surnames:
    list(`Wang|Wong Li|Lee Zhang|Chang Liu Chen|Chan Yang Huang|Hwang Zhao|Chao Wu|Woo Zhou|Chou|Chow Xu|Hsu Sun Ma
    Zhu|Chu Hu Guo|Kuo He|Ho Lin|Lam Gao|Kao Luo|Lo Satō|Sato|Satoh Suzuki Takahashi Tanaka Watanabe Itō|Ito|Itoh Yamamoto
    Nakamura Kobayashi Katō|Kato Kim Park|Pak Choi|Choe Jung|Jeong Kang Cho Yoon|Yun Lim|Im Shin Nguyễn|Nguyen Trần|Tran Phạm|Pham`),
  tail: [
    list(
      `Aka Fuji Hara Hira Ina Ishi Iwa Kawa Kita Kuro Matsu Mina Miya Mori Naka Nishi Oka Saka Shima Taka Take Ueno Yama Yoshi`,
    ),
    list(`da gawa hara i kawa ki mori moto mura no saki shita shiro ta tani yama zaki zawa`),
  ],
  swaps: 0.1,
};

const SOUTHERN: Culture = {
  share: 0.04,
  dialling: '+971 4',
  men: list(`Mohammed|Muhammad|Mohamed|Mohammad Ahmed|Ahmad Ali Hassan|Hasan Hussein|Hussain|Husein Ibrahim|Ebrahim
    Omar|Umar Yusuf|Yousef|Youssef Khalid|Khaled Abdullah|Abdallah Mustafa|Mostafa Mahmoud|Mahmud Karim|Kareem Tariq|Tarek
    Rajesh Amit Sanjay Vijay Ravi Suresh Anil Rahul Arjun Deepak|Dipak Mehmet Murat|Mourad Emre Burak`),
  women:
    list(`Fatima|Fatma|Fatimah Aisha|Ayesha|Aïcha Maryam|Mariam|Meryem Zainab|Zeinab|Zaynab Layla|Leila|Laila Noor|Nour
    Yasmin|Yasmine|Jasmin Salma Priya Anjali Pooja|Puja Neha Sunita|Suneeta Lakshmi|Laxmi Kavita|Kavitha Deepa|Dipa Ayşe Elif Zeynep`),
  surnames:
    list(`Khan Ahmed|Ahmad Hussain|Hussein Ali Hassan|Hasan Rahman|Rehman Al-Farsi|Alfarsi|El-Farsi
    Al-Masri|El-Masry|Almasri Haddad Khoury|Khouri|Khuri Mansour|Mansur Nasser|Nasr Saleh|Salih Patel Sharma Singh Kumar Gupta
    Agarwal|Aggarwal|Agrawal Chaudhary|Choudhury|Chowdhury Reddy Iyer|Aiyar Joshi Mukherjee|Mukerji Banerjee|Banerji Yılmaz Kaya
    Demir Çelik Şahin Öztürk Aydın`),
  tail: [
    list(
      `Abdul Al- Aziz Bas Bhat Chand Dar Faru Ghan Gul Hab Jam Kad Kash Mal Maz Nar Naz Qas Rah Raj Sab Sal Sham Sidd Sul Tah Vaid Zah Zam`,
    ),
    list(`a ani ar awi bari di di in iqi kar la lah man min mi oun raj ri sal shi wal ya zadeh`),
  ],
  swaps: 0.03,
};

export const CULTURES: readonly Culture[] = [
  ENGLISH,
  GERMAN,
  FRENCH,
  SPANISH,
  POLISH,
  NORDIC,
  RUSSIAN,
  ASIAN,
  SOUTHERN,
];
