/**
 * Given names that one person may go by, a group between semicolons or on a line: the full name first, then what it is shortened to, turned
 * into, or spelt as elsewhere. A name may stand in several groups, and is filed under the first of them: the commonest
 * names come first. Folded: lower case, letters of ASCII.
 */
export const NICKNAMES = `
elizabeth liz beth betty lizzie eliza libby bess betsy lisa elsie elisabeth elise elspeth ela elzbieta isabel bettina elisa lisbeth
robert bob rob bobby robbie robin bert roberto rupert robb
william bill will billy willy liam willie wilhelm guillermo guillaume wim
edward ed ted ned eddie teddy eduard eduardo
richard rick dick rich richie rickie dickie ricardo riccardo ryszard ritchie; james jim jimmy jamie jem jaime
john johnny jack jon jonny jock sean ian juan jean jan johann johannes giovanni ivan
michael mike mick micky mickey mikey mitch mikael michel miguel mikhail michal mischa misha michi mihail mikkel
thomas tom tommy thom tomas tomasz tommaso; charles charlie chuck chas chaz carl karl carlos
alexander alex al alec sandy sasha xander lex aleksander aleksandr oleksandr alexandre alessandro alejandro sascha shura
joseph joe joey jo jos josef jose giuseppe jozef yusuf youssef
katherine kate katie kathy kath kat kay kit kitty catherine kathryn katharine
margaret maggie meg peggy peg marge margie madge daisy greta rita maisie margarita margarete marguerite margot gretchen grete mags malgorzata
daniel dan danny daniil danil; christopher chris kit topher kris christoph christophe cristobal krzysztof
patricia pat trish patty tricia trisha patsy patrizia
maria mary marie mia masha mariya mari mimi maja marysia mariana
susan sue susie suzy suzanne susanne zuzanna susanna suse susi sanne
frederick fred freddie freddy rick friedrich frederic fredrik frederik federico fritz
philip phil pip phillip philippe felipe filip philipp; patrick pat paddy patryk patrice patricio
christina chris chrissie tina christine kristina kirsten kristine krystyna kris krissy christa; samuel sam sammy
henry harry hank hal henri enrique heinrich henrik henryk; harold harry hal harald; samantha sam sammy
gerald gerry jerry ged gerhard; helen nell ellen helena helene nellie lena
frances fran frankie fanny francesca franny franziska; francisco paco pancho fran cisco frank kiko
catherine cathy cath cat kate katie kitty katherine kathryn katharine kathy kath kat kay katja katya katharina katarina
laurence larry laurie lawrence loz lorenz laurent lorenzo lars
alexandra alex sandra sasha lexi alexa ola aleksandra oleksandra sandy; terence terry tel terrance
raymond ray raimund ramon; eugene gene evgeny yevgeny eugen eugenio zhenya evgeniy
albert al bert bertie alberto albrecht; johannes hans johann jan jo hannes john; abigail abby abbie abi gail
abraham abe bram ibrahim; adelaide addie ada heidi; adrian ade adrien; agnes aggie nessa agnieszka
agnieszka aga agata; alejandro alex ale jandro alexandro; alfred al alf alfie fred freddie alfredo
alice allie ali alicia; alison ali allie allison alyson; allan al alan allen; amanda mandy manda
amelia amy millie amalia; anastasia nastya stacy ana stasia asya anastasiya
andrew andy drew andre andreas andrei andrey andriy andrej andrzej anders; andreas andi andy dre; andrea andi
angela angie ange angelina angelika geli angelique; ann anne anna annie anita nan nancy anya annika hanna
antoinette toni nettie; anthony tony ant antony anton antonio toni; antonia toni tonia; archibald archie
arthur art artie artur arturo; augustus gus august; barbara barb barbie babs barbra basia bobbie; bartholomew bart
beatrice bea trixie beatriz beatrix; benedict ben benny benedikt; benjamin ben benny benji
bernard bernie bernhard bernd bernardo; bernadette bernie; beverley bev beverly; bradley brad; brandon bran
brenda bren; bridget biddy bridie birgit brigitte; bronwyn bron; calvin cal; cameron cam; camille cam camilla millie
carla carly; carlos carl charlie charles; carol carrie caroline carolyn carole; caroline carrie caro carol lina line
ekaterina katya katia yekaterina kateryna catherine katerina; cecilia cissy celia cecile
charlotte charlie lottie lotte char; cheryl cher sheryl; christian chris christiaan kristian; clara clare claire klara
clifford cliff; clinton clint; constance connie; cornelia nelly cornelius; cornelius neil con corny; curtis curt
cynthia cindy cyndi; danielle dani daniela; david dave davey davy dawid; deborah deb debbie debby debra; denise denny
dennis den denny denis; derek rick derrick; diana di diane dianne; dmitry dima mitya dmitri dmitriy dmytro
dolores lola; dominic dom nick dominik dominique; donald don donnie; dorothy dot dottie dolly dorothea dora
douglas doug; duncan dunc; edgar ed eddie; edith edie; edmund ed ned ted eddie; eduardo ed edu lalo eddie
edwin ed eddie; eileen aileen; eleanor ellie nell nora elly elinor lenore ella leonor
elena lena helena yelena olena alena helene; elzbieta ela; ellen nell nellie helen; emily em emmy millie emilie emilia
emma em emmy; emmanuel manny manu manuel emanuel; enrique henry kike quique; eric rick erik erich; ernest ernie ernst
esther essie ester; ethan eth; eva eve evie ewa; evelyn evie eve; ferdinand ferdie fernando nando
florence flo flossie; florian flo; francesca fran chess cesca; francis frank fran frankie francois francesco
frank frankie franz; franklin frank; franziska franzi fanny ziska; gabriel gabe gabi
gabriele gabi gaby gabriella gabrielle gabriela; geoffrey geoff jeff jeffrey jeffery
george georgie jorge georg georges yuri jerzy giorgio giorgos georgios yiorgos; georgina georgie gina georgia
gerard gerry ged gerhard gerardo; gertrude trudy gertie; gillian gill jill jilly; giovanni gianni vanni john
giuseppe beppe peppe pino joe; gordon gordie; grace gracie; graham graeme gray
gregory greg gregor grzegorz grigory gregorio; guadalupe lupe; guillermo memo guille william bill; gustav gus gustavo
hannah hanna hana johanna hanne; hannelore hanne lore; harriet hattie harry
heinrich heinz heiner henry henrik hinrich; herbert herb bert bertie; hilary hillary hil; howard howie
hubert bert hugh; ignacio nacho iggy; igor ihor; irene rene irina iryna ira; isaac ike zac
isabel bella izzy isa belle isabella isabelle izzie ysabel; ivan vanya john johann; jack jackie john jacques
jacob jake jakob jacques jakub jago james; jacqueline jackie jacqui jac; jakub kuba jakob jacob
jan johannes john jon hans janek; jane janie jenny jayne janet; janet jan jane; janice jan; jason jay jase
jasmine jas jaz yasmin yasmine jasmin; javier javi xavi xavier; jean jeannie jeanne; jeanpierre jp
jennifer jen jenny jenni jenna; jeremiah jerry jem; jeremy jerry jem jez jeremias jerome; jerome jerry
jessica jess jessie; jesus chuy chus suso; joan joanie joanne; joanna jo joan joanne johanna asia asia joasia
joaquin quino; johanna hanna hanne jo joanna johanne; jonathan jon jonny nathan johnathan jonathon; jorge george coque
jose pepe chepe joseph joe; josephine jo josie posy fifi josefina; joshua josh; juan john johnny
judith judy jude judi; julia jules julie yulia juliet juliana yuliya; julian jules jools julien; justin jus
karl carl charles; katarzyna kasia kaska kate catherine; katharina kathi katja kati katrin kathrin trina
kathleen kath kathy kathie kay; kenneth ken kenny; kevin kev; kimberly kim kimberley kimmy; kristian kris christian
krzysztof krzysiek krzys chris; laura laurie lora; leonard len lenny leo leon leonardo; leslie les lesley
lewis lew louis; lillian lil lily lilian; linda lin lindy lynda; lindsay lin linz lindsey
louis lou louie lewis luis ludwig ludovic; louise lou lulu luisa; luca luke lucas lukas; lucas luke luca lukas lukasz
lucy lu luce lucia lucie; luis lou louis lucho; lukasz lukas luke lucas; lynn lyn lynne
madeline maddie mads madeleine maddy magdalena lena; madison maddie; magdalena magda lena madeleine
malgorzata gosia malgosia margaret; manuel manny manolo manu manolito emmanuel
marcus marc mark markus marco marek marcos; mariana mari; marilyn lyn; mark marc marcus marko; martha marta marty
martin marty mart marten marcin; mary maria marie molly polly mamie may minnie miriam maryam
matilda tilly mattie mathilde; matthew matt matty mat matthias mathias matteo mathieu mateusz mateo matti
matthias matze matt mats hias matz; maureen mo; maurice mo moe moritz; maxim max maks; maximilian max maxi maximiliano
maxwell max; megan meg meghan; melanie mel melly; melissa mel missy lissa; mercedes merche mercy
michal misiek michael; michelle shelly shell chelle michele; mikhail misha michael mike; miguel mike michael migue
mildred millie; miriam mim mimi mary; mitchell mitch
mohammed mo mohamed muhammad mohammad mehmet mohamad muhammed ahmed; monica mon nicki monika monique
morris mo moe maurice; nadezhda nadia nadya; nancy nan ann
natalia natasha nat tasha natalya nataliya natalie nathalie; natalie nat nattie natalia nathalie
nathan nate nat nathaniel; nathaniel nate nat nathan; neil neal nelly
nicholas nick nicky nico niko nicolas nikolai klaus nikolaus nikolay nicola colin niklas claus
nicole nicky nikki nic nicola; nicola nicky nikki nic nicole; nigel nige; nikolai kolya nick nikolay nicholas
norman norm; octavia tavy; oksana ksenia xenia; olga olya helga olha; oliver ollie oli olivier; olivia liv livvy ollie
oscar ossie oskar; pamela pam; paul paulie pavel pawel paolo pablo; paula polly pauline; pedro peter perico
penelope penny nell; peter pete pierre piotr pieter pedro petr pyotr petra; philippa pip pippa phil; phyllis phyl
pilar pili; priscilla cilla prissy; rachel rach rae rachael raquel; rafael rafa raph raphael rafal ralph
ralph ralf raf rolf; rebecca becky becca bex beck rebekah; regina gina reggie; reginald reg reggie rex
renate rena nate; roberta bobbie robbie; rodney rod; roger rog rodger rudiger; roland rollo roly rolland
ronald ron ronnie; rosario charo; rosemary rosie rose romy rosemarie; roxanne roxy; rudolf rudi rolf rudy rudolph
russell russ rusty; sandra sandy sandie alexandra; sarah sara sally sadie; scott scotty; sean shaun shawn john
sebastian seb basti bastian sebastien; sergey serge seryozha sergei serhiy sergio; sharon shaz; sheila shelagh
shirley shirl; sidney sid sydney; silvia sylvia sylvie silvie; simon si simeon
sophia sophie sofia soph sofie zofia fia; stanley stan stanislav stanislaw
stephanie steph steffi stevie stefanie stefania stephane
steven steve stevie stephen stefan stephan etienne esteban stephane szczepan ste; stuart stu stew stewart
svetlana sveta lana svitlana; sylvester sly; tabitha tabby; tatiana tanya tania tatyana tetiana
teresa terry tess tessa theresa terri resi therese teri; theodore ted theo teddy theodor; tiffany tiff
timothy tim timmy timo; tobias tobi toby; tomasz tomek tom thomas; torsten thorsten toto; tracy trace tracey
trevor trev; ulrich uli ulli; ulrike uli rike; ursula uschi ulla urszula; valentina val tina; valerie val
vanessa nessa; veronica ronnie vera veronika ronni nika veronique vero; victor vic viktor vitya
victoria vicky vic tori vicki viki toria wiktoria viktoria; vincent vin vince vinny vincenzo vicente
virginia ginny gina; vladimir vlad volodymyr vova volodya wladimir; walter walt wally; wayne way; wendy wen
wilhelm willi willy wim william bill; winifred win winnie freda; winston win; wojciech wojtek; wolfgang wolf wolfi
xavier xav javier; yaroslav slava; yevgenia zhenya eugenia; yolanda yoli; yvonne von evie; zachary zach zack zak zac
zbigniew zbyszek; zoe zoey
`;
