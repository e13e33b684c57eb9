/**
 * Names as people write them, with the spelling their addresses use after a bar where letters alone do not
 * give it. All persons and companies are invented; every domain lies under `example`.
 */
import { companies, names, words } from './region.ts';
import type { Region } from './region.ts';

export const REGIONS: readonly Region[] = [
  {
    firstNames: names(
      'Jürgen, Käthe, Sören, Anneliese, Jörg, Ulrike, Matthias, Bärbel, Günter, Heike',
    ),
    lastNames: names('Müller, Groß, Schröder, Weiß, Köhler, Brandt, Jäger, Lüders, Petersen, Vogt'),
    titles: words('Leiterin Marketing, Head of Events, Geschäftsführer, Einkauf'),
    dialling: '+49 40',
    companies: companies(
      'Nordwind Energie GmbH@nordwind.example, Alsterkontor AG@alsterkontor.example, Hafen & Söhne KG@hafen-soehne.example, Brückenwerk GmbH@brueckenwerk.example',
    ),
  },
  {
    firstNames: names(
      'Aurélie, Benoît, Chloé, François, Hélène, Jérôme, Loïc, Margaux, Noémie, Zoé',
    ),
    lastNames: names(
      'Lefèvre, Dupré, Gauthier, Béranger, Marchand, Chevallier, Rousseau, Hébert, Perrin, Noël',
    ),
    titles: words('Directrice commerciale, Responsable événementiel, Chef de projet, Acheteur'),
    dialling: '+33 1',
    companies: companies(
      "Atelier Lumière@atelier-lumiere.example, Maison Beauregard@beauregard.example, Verrerie de l'Ouest@verrerie-ouest.example, Cap Horizon@caphorizon.example",
    ),
  },
  {
    firstNames: names('Ingrid, Øyvind, Åse, Bjørn, Sigrún, Håkon, Solveig, Magnús, Freja, Søren'),
    lastNames: names(
      'Solheim, Ødegård, Nygård, Þórsson, Kjær, Lindström, Bergström, Æbelø, Høgh, Sandvik',
    ),
    titles: words('Arrangementsleder, Head of Sales, Prosjektleder, CFO'),
    dialling: '+47 22',
    companies: companies(
      'Fjordlys Digital@fjordlys.example, Nordkapp Shipping@nordkapp.example, Snøhvit Foods@snohvit.example, Polarbris AS@polarbris.example',
    ),
  },
  {
    firstNames: names(
      'Łukasz, Małgorzata, Paweł, Agnieszka, Wojciech, Żaneta, Michał, Świętosława, Jakub, Elżbieta',
    ),
    lastNames: names(
      'Wiśniewski, Dąbrowska, Zieliński, Wójcik, Kamiński, Żukowska, Król, Jabłoński, Pająk, Śliwa',
    ),
    titles: words('Kierownik sprzedaży, Event Manager, Dyrektor, Analityk'),
    dialling: '+48 22',
    companies: companies(
      'Bursztyn Logistyka@bursztyn.example, Zielona Dolina@zielonadolina.example, Mazurska Drukarnia@mazurska.example, Orla Technika@orlatechnika.example',
    ),
  },
  {
    firstNames: names(
      'Jiří, Tereza, Ondřej, Zdeňka, Matěj, Kateřina, Luděk, Šárka, Vojtěch, Růžena',
    ),
    lastNames: names('Dvořák, Novotná, Růžička, Černý, Šťastný, Horáková, Kříž, Beneš, Žák, Malý'),
    titles: words('Obchodní ředitel, Product Manager, Vedoucí oddělení, Technik'),
    dialling: '+420 2',
    companies: companies(
      'Sklárny Jizera@jizera.example, Modrý Most@modrymost.example, Vltava Systems@vltavasystems.example, Česká Ozvěna@ceskaozvena.example',
    ),
  },
  {
    firstNames: names('José, María, Iñaki, Lucía, Ángel, Begoña, Andrés, Ximena, Joaquín, Noelia'),
    lastNames: names(
      'Núñez, García Márquez|garciamarquez, Ibáñez, Peña, Domínguez, Muñoz, Ortega, Zubizarreta, Castaño, León',
    ),
    titles: words('Directora de eventos, Jefe de ventas, Consultor, Compras'),
    dialling: '+34 91',
    companies: companies(
      'Viento Sur@vientosur.example, Olivar Real@olivarreal.example, Faro Marítimo@faromaritimo.example, Cumbre Alta@cumbrealta.example',
    ),
  },
  {
    firstNames: names(
      'João, Conceição, Inês, Antônio, Luís, Débora, Caetano, Fátima, Gonçalo, Marília',
    ),
    lastNames: names(
      'Gonçalves, Araújo, Simões, Magalhães, Conceição, Falcão, Brandão, Assunção, Leitão, Pacheco',
    ),
    titles: words('Gerente de eventos, Diretor, Analista, Head of Partnerships'),
    dialling: '+55 11',
    companies: companies(
      'Maré Alta Tecnologia@marealta.example, Cafezal Unido@cafezal.example, Ponte Nova Seguros@pontenova.example, Ipê Dourado@ipedourado.example',
    ),
  },
  {
    firstNames: names('Aoife, Ciarán, Niamh, Pádraig, Grace, Oliver, Siân, Rhys, Imogen, Hamish'),
    lastNames: names(
      "O'Sullivan, Ní Bhriain|nibhriain, Fitzgerald, Llewellyn, MacLeod, Ashworth, Pemberton, Byrne, Thackeray, Hughes",
    ),
    titles: words('Head of Events, Marketing Director, Procurement Lead, Engineer'),
    dialling: '+44 20',
    companies: companies(
      "Greyfriars & Co@greyfriars.example, Larkspur Analytics@larkspur.example, O'Malley Brothers@omalley.example, Thistledown Ltd@thistledown.example",
    ),
  },
  {
    firstNames: names(
      'Ayşe, Çağlar, Gökçe, İbrahim|ibrahim, Şule, Ömer, Zeynep, Uğur, Işıl|isil, Tuğba',
    ),
    lastNames: names(
      'Yılmaz|yilmaz, Öztürk, Çelik, Şahin, Aydın|aydin, Güneş, Koç, Kılıç|kilic, Doğan, Yıldız|yildiz',
    ),
    titles: words('Etkinlik Müdürü, Satış Direktörü, Proje Yöneticisi, CTO'),
    dialling: '+90 212',
    companies: companies(
      'Boğaz Lojistik@bogazlojistik.example, Mavi Fener@mavifener.example, Anadolu Cam@anadolucam.example, Yıldız Tekstil@yildiztekstil.example',
    ),
  },
  {
    firstNames: names(
      'Алексей|aleksei, Екатерина|ekaterina, Дмитрий|dmitri, Ольга|olga, Сергей|sergei, Наталья|natalya, Павел|pavel, Юлия|yulia, Фёдор|fyodor, Щедрина|shchedrina',
    ),
    lastNames: names(
      'Соколов|sokolov, Лебедева|lebedeva, Ковалёв|kovalyov, Морозова|morozova, Зайцев|zaitsev, Чернышёва|chernysheva, Орлов|orlov, Белоусова|belousova, Гусев|gusev, Ершов|ershov',
    ),
    titles: words('Руководитель отдела, Директор по маркетингу, Аналитик, Инженер'),
    dialling: '+7 495',
    companies: companies(
      'Северный Маяк@severmayak.example, Берёзовая Роща@bereza.example, Полюс Системы@polyus.example, Волна Медиа@volnamedia.example',
    ),
  },
  {
    firstNames: names(
      'Олександр|oleksandr, Ганна|hanna, Їжак|yizhak, Соломія|solomiia, Тарас|taras, Єва|yeva, Богдан|bohdan, Ірина|iryna, Андрій|andrii, Ґанна|ganna',
    ),
    lastNames: names(
      'Шевчук|shevchuk, Коваленко|kovalenko, Бойко|boiko, Ткаченко|tkachenko, Гриценко|hrytsenko, Мельник|melnyk, Лисенко|lysenko, Ємець|yemets, Кравець|kravets, Щербак|shcherbak',
    ),
    titles: words('Керівниця подій, Менеджер з продажу, Розробник, Директор'),
    dialling: '+380 44',
    companies: companies(
      'Дніпро Хвиля@dniprokhvylia.example, Карпатський Дім@karpatdim.example, Соняшник Агро@soniashnyk.example, Калина Тех@kalynatech.example',
    ),
  },
  {
    firstNames: names(
      'Ελένη|eleni, Γιώργος|giorgos, Κωνσταντίνος|konstantinos, Σοφία|sofia, Δημήτρης|dimitris, Ιωάννα|ioanna, Νίκος|nikos, Αθηνά|athina, Θεοδώρα|theodora, Παναγιώτης|panagiotis',
    ),
    lastNames: names(
      'Παπαδόπουλος|papadopoulos, Οικονόμου|oikonomou, Γεωργίου|georgiou, Νικολαΐδης|nikolaidis, Βασιλείου|vasileiou, Μακρή|makri, Αλεξίου|alexiou, Χατζής|chatzis, Σταύρου|stavrou, Ρήγας|rigas',
    ),
    titles: words('Διευθυντής Πωλήσεων, Υπεύθυνη Εκδηλώσεων, Αναλυτής, CEO'),
    dialling: '+30 21',
    companies: companies(
      'Αιγαίο Ναυτιλία@aigaio.example, Ελαιώνας ΑΕ@elaionas.example, Φάρος Λογισμικό@faros.example, Μελτέμι Ενέργεια@meltemi.example',
    ),
  },
  {
    firstNames: names(
      'فاطمة|fatima, يوسف|yousef, ليلى|layla, عمر|omar, نور|nour, خالد|khaled, مريم|maryam, سامي|sami, هدى|huda, طارق|tariq',
    ),
    lastNames: names(
      'الحداد|alhaddad, النجار|alnajjar, الخطيب|alkhatib, منصور|mansour, العلي|alali, حسن|hassan, القاسم|alqasim, الشامي|alshami, بركات|barakat, زيدان|zidan',
    ),
    titles: words('مدير المبيعات, مديرة الفعاليات, محلل, مهندس'),
    dialling: '+971 4',
    companies: companies(
      'واحة التقنية@waha.example, نسيم البحر@naseem.example, المنارة للنشر@manara.example, الصقر للنقل@saqr.example',
    ),
  },
  {
    firstNames: names(
      'נועה|noa, אברהם|avraham, שירה|shira, יעקב|yaakov, תמר|tamar, דוד|david, רחל|rachel, איתי|itai, מיכל|michal, אלון|alon',
    ),
    lastNames: names(
      'כהן|cohen, לוי|levi, מזרחי|mizrahi, פרידמן|fridman, ביטון|biton, אוחיון|ohayon, שפירא|shapira, גולן|golan, ברק|barak, רוזן|rozen',
    ),
    titles: words('מנהלת אירועים, סמנכ״ל מכירות, אנליסט, מפתח'),
    dialling: '+972 3',
    companies: companies(
      'מגדלור תוכנה@migdalor.example, כרם צפון@kerem.example, גשר הדפסות@gesher.example, רוח ים@ruachyam.example',
    ),
  },
  {
    firstNames: names(
      'अनन्या|ananya, राजेश|rajesh, प्रिया|priya, विक्रम|vikram, सुनीता|sunita, अर्जुन|arjun, काव्या|kavya, मोहन|mohan, दीपिका|deepika, श्रीनिवास|shrinivas',
    ),
    lastNames: names(
      'शर्मा|sharma, वर्मा|verma, गुप्ता|gupta, त्रिपाठी|tripathi, पाटिल|patil, जोशी|joshi, मिश्रा|mishra, चौधरी|chaudhary, नायर|nair, क्षीरसागर|kshirsagar',
    ),
    titles: words('बिक्री प्रमुख, कार्यक्रम प्रबंधक, विश्लेषक, Director'),
    dialling: '+91 22',
    companies: companies(
      'नीलगिरी टेक@nilgiritech.example, सूर्योदय मीडिया@suryoday.example, गंगा लॉजिस्टिक्स@gangalog.example, कमल टेक्सटाइल@kamal.example',
    ),
  },
  {
    firstNames: names(
      'สมชาย|somchai, มาลี|malee, กิตติ|kitti, สุดารัตน์|sudarat, ณัฐวุฒิ|natthawut, พิมพ์ใจ|phimchai, วิชัย|wichai, อรุณี|arunee, ธนพล|thanaphon, จันทร์เพ็ญ|chanphen',
    ),
    lastNames: names(
      'ศรีสุข|srisuk, ใจดี|chaidee, ทองคำ|thongkham, วงศ์สวัสดิ์|wongsawat, บุญมี|bunmee, แสงจันทร์|saengchan, พูนทรัพย์|phunsap, รัตนกุล|rattanakun, เพชรดี|phetdee, สายทอง|saithong',
    ),
    titles: words('ผู้จัดการฝ่ายขาย, ผู้จัดการงานอีเวนต์, นักวิเคราะห์, วิศวกร'),
    dialling: '+66 2',
    companies: companies(
      'ช้างทองโลจิสติกส์@changthong.example, ลมทะเล ดิจิทัล@lomthale.example, ดอกบัว ฟู้ดส์@dokbua.example, เมฆขาว ซอฟต์แวร์@mekkhao.example',
    ),
  },
  {
    firstNames: names(
      '伟|wei, 芳|fang, 秀英|xiuying, 娜|na, 建国|jianguo, 丽娟|lijuan, 明|ming, 思远|siyuan, 雨桐|yutong, 志强|zhiqiang',
    ),
    lastNames: names(
      '王|wang, 李|li, 张|zhang, 刘|liu, 陈|chen, 欧阳|ouyang, 赵|zhao, 黄|huang, 司马|sima, 周|zhou',
    ),
    titles: words('市场总监, 活动经理, 采购主管, 工程师'),
    dialling: '+86 21',
    companies: companies(
      '青山科技@qingshan.example, 江海物流@jianghai.example, 晨光传媒@chenguang.example, 云桥软件@yunqiao.example',
    ),
  },
  {
    firstNames: names(
      'さくら|sakura, 健太|kenta, 美咲|misaki, 翔|sho, 陽子|yoko, 大輔|daisuke, ひかり|hikari, 直樹|naoki, 由美子|yumiko, アンナ|anna',
    ),
    lastNames: names(
      '佐藤|sato, 鈴木|suzuki, 髙橋|takahashi, 渡邊|watanabe, 小林|kobayashi, 山﨑|yamazaki, 中村|nakamura, 伊藤|ito, 吉田|yoshida, 五十嵐|igarashi',
    ),
    titles: words('営業部長, イベント担当, 課長, エンジニア'),
    dialling: '+81 3',
    companies: companies(
      '株式会社あおぞら@aozora.example, 北灯ソフト@hokuto.example, 松風印刷株式会社@matsukaze.example, みなと商事@minato.example',
    ),
  },
  {
    firstNames: names(
      '민준|minjun, 서연|seoyeon, 지훈|jihoon, 하은|haeun, 현우|hyunwoo, 수진|sujin, 도윤|doyun, 예린|yerin, 준호|junho, 은지|eunji',
    ),
    lastNames: names(
      '김|kim, 이|lee, 박|park, 최|choi, 정|jung, 남궁|namgung, 강|kang, 조|cho, 윤|yoon, 황보|hwangbo',
    ),
    titles: words('마케팅 이사, 행사 매니저, 과장, 개발자'),
    dialling: '+82 2',
    companies: companies(
      '한빛소프트웨어@hanbitsw.example, 푸른바다물류@pureun.example, 새벽미디어@saebyeok.example, 달빛식품@dalbit.example',
    ),
  },
  {
    firstNames: names(
      'Nguyệt, Đức|duc, Hương, Thảo, Quốc Bảo|quocbao, Ngọc Ánh|ngocanh, Trường, Phượng, Đặng Khoa|dangkhoa, Thuỳ',
    ),
    lastNames: names('Nguyễn, Trần, Phạm, Huỳnh, Đỗ|do, Vũ, Đặng|dang, Bùi, Hồ, Lý'),
    titles: words('Trưởng phòng kinh doanh, Quản lý sự kiện, Chuyên viên, Kỹ sư'),
    dialling: '+84 28',
    companies: companies(
      'Sông Xanh Logistics@songxanh.example, Hoa Sen Số@hoasenso.example, Bình Minh Foods@binhminh.example, Trường Sơn Tech@truongson.example',
    ),
  },
  {
    firstNames: names(
      'Adébáyọ̀|adebayo, Olúwaṣeun|oluwaseun, Títílayọ̀|titilayo, Ayọ̀délé|ayodele, Fọláṣadé|folashade, Bùkọ́lá|bukola, Kẹ́hìndé|kehinde, Táíwò|taiwo, Yẹ́misí|yemisi, Ọlábísí|olabisi',
    ),
    lastNames: names(
      'Adéyẹmí|adeyemi, Ọ̀ṣúndáre|osundare, Afọláyan|afolayan, Ògúnlẹ́sì|ogunlesi, Akíntọ́lá|akintola, Bánkọ́lé|bankole, Ọláníyan|olaniyan, Fálànà|falana, Ṣówándé|sowande, Ìdòwú|idowu',
    ),
    titles: words('Head of Growth, Events Manager, Partnerships Lead, Engineer'),
    dialling: '+234 1',
    companies: companies(
      'Ìmọ́lẹ̀ Energy@imole.example, Lekki Bridgeworks@lekkibridge.example, Àṣà Studios@asastudios.example, Harmattan Data@harmattan.example',
    ),
  },
  {
    firstNames: names('Wanjiru, Kamau, Achieng, Otieno, Zuri, Baraka, Njeri, Amani, Makena, Juma'),
    lastNames: names(
      "Mwangi, Odhiambo, Wambui, Kiprotich, Ng'ang'a|nganga, Mutua, Chebet, Omondi, Karanja, Njoroge",
    ),
    titles: words('Sales Lead, Events Manager, Operations, CTO'),
    dialling: '+254 20',
    companies: companies(
      'Savanna Cloud@savannacloud.example, Jua Solar@juasolar.example, Pwani Freight@pwani.example, Tembo Press@tembopress.example',
    ),
  },
  {
    firstNames: names(
      'Emily, Marcus, Renée, DeShawn, Hannah, Miguel, Priscilla, Anne-Marie, Jack, Xóchitl',
    ),
    lastNames: names(
      "Whitaker, D'Angelo, Rodríguez, St. James|stjames, Kowalczyk, van der Berg|vanderberg, Nakamura-Lee, Beaumont, Hollis, Okafor",
    ),
    titles: words('VP Marketing, Event Director, Account Executive, Architect'),
    dialling: '+1 415',
    companies: companies(
      'Redwood Metrics@redwoodmetrics.example, Blue Heron Labs@blueheron.example, Prairie & Pine@prairiepine.example, Tidewater Freight@tidewater.example',
    ),
  },
  {
    firstNames: names('გიორგი|giorgi, ნინო|nino, დავით|davit, თამარ|tamar, ლევან|levan, ეკა|eka'),
    lastNames: names(
      'ბერიძე|beridze, კაპანაძე|kapanadze, გელაშვილი|gelashvili, მაისურაძე|maisuradze, ლომიძე|lomidze, წიკლაური|tsiklauri',
    ),
    titles: words('Head of Events, Regional Manager, Consultant, Researcher'),
    dialling: '+995 32',
    companies: companies(
      'Silk Road Systems@silkroad.example, Kazbegi Works@kazbegi.example, Rioni Foods@rioni.example, Vardzia Stone@vardzia.example',
    ),
  },
  {
    firstNames: names(
      'Անահիտ|anahit, Տիգրան|tigran, Արամ|aram, Նարե|nare, Հայկ|hayk, Լուսինե|lusine',
    ),
    lastNames: names(
      'Սարգսյան|sargsyan, Պետրոսյան|petrosyan, Հակոբյան|hakobyan, Գրիգորյան|grigoryan, Մարտիրոսյան|martirosyan, Ավետիսյան|avetisyan',
    ),
    titles: words('Head of Events, Regional Manager, Consultant, Researcher'),
    dialling: '+374 10',
    companies: companies(
      'Ararat Glass@araratglass.example, Sevan Logistics@sevan.example, Tufa Design@tufa.example, Garni Press@garni.example',
    ),
  },
  {
    firstNames: names(
      'தமிழ்ச்செல்வி|thamizhselvi, முருகன்|murugan, கவிதா|kavitha, செந்தில்|senthil, மீனா|meena, அருண்|arun',
    ),
    lastNames: names(
      'இளங்கோ|ilango, பாரதி|bharathi, கண்ணன்|kannan, ராஜன்|rajan, குமார்|kumar, சுந்தரம்|sundaram',
    ),
    titles: words('Head of Events, Regional Manager, Consultant, Researcher'),
    dialling: '+91 44',
    companies: companies(
      'Kaveri Looms@kaveri.example, Marina Software@marinasoftware.example, Palani Foods@palani.example, Coromandel Freight@coromandel.example',
    ),
  },
  {
    firstNames: names('አበበ|abebe, ሰላም|selam, ዳዊት|dawit, ሄለን|helen, ዮናስ|yonas, ማርታ|marta'),
    lastNames: names('ተስፋዬ|tesfaye, ገብረ|gebre, ከበደ|kebede, ኃይሌ|haile, ታደሰ|tadesse, መኮንን|mekonnen'),
    titles: words('Head of Events, Regional Manager, Consultant, Researcher'),
    dialling: '+251 11',
    companies: companies(
      'Blue Nile Press@bluenile.example, Entoto Coffee@entoto.example, Simien Travel@simien.example, Tana Engineering@tana.example',
    ),
  },
  {
    firstNames: names('সুমন|suman, রুবিনা|rubina, অমিত|amit, তানিয়া|tania, শুভ|shubho, নাসরিন|nasrin'),
    lastNames: names(
      'চক্রবর্তী|chakrabarti, রহমান|rahman, ঘোষ|ghosh, আহমেদ|ahmed, বসু|basu, হক|haque',
    ),
    titles: words('Head of Events, Regional Manager, Consultant, Researcher'),
    dialling: '+880 2',
    companies: companies(
      'Padma Textiles@padma.example, Meghna Foods@meghna.example, Sundar Studios@sundarstudios.example, Buriganga Freight@buriganga.example',
    ),
  },
];
