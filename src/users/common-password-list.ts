/**
 * What people choose first, in lower case: offline, so that a password never leaves the process to be checked. Two lists keep it
 * short. `PASSWORDS` are refused as they stand. `STEMS` are refused alone and with a few digits or signs around them, which
 * is how nearly every other common password is made (`monkey1`, `Password!`, `summer2026`).
 */
export const PASSWORDS = `
123456 1234567 12345678 123456789 1234567890 0123456789 12345678910 123456789a a123456789 987654321 9876543210 0987654321 87654321 7654321
111111 1111111 11111111 111111111 1111111111 000000 0000000 00000000 000000000 0000000000 222222 22222222 333333 33333333 444444 44444444
555555 5555555 55555555 666666 6666666 66666666 777777 7777777 77777777 888888 8888888 88888888 999999 9999999 99999999 99999999999
112233 11223344 1122334455 121212 12121212 1212121212 123123 123123123 1231231234 12312312 123321 12344321 1234554321 123454321 12345654321
123654 123654789 12365478 147258 147258369 14725836 159357 159753 159753456 741852 741852963 74185296 789456 789456123 78945612 456789 456123789
987456321 963852741 96385274 369258147 321321321 321654987 32165498 101010 10101010 1010101010 131313 13131313 151515 161616 171717 181818 191919
202020 20202020 212121 21212121 232323 23232323 242424 252525 25252525 262626 272727 282828 292929 303030 313131 343434 454545 456456456 456456
564335 565656 676767 696969 69696969 717171 727272 747474 757575 787878 789789 789789789 808080 818181 852456 878787 888999 898989 909090 919191
969696 979797 989898 98989898 246810 24681012 2468101214 13579 135790 1357924680 1357913579 135792468 1470258 14702580 147852 147852369 14785236
110110 110110110 911911 911911911 420420 420420420 69696969 66669999 77778888 88889999 11112222 12341234 123412341234 11111222 11235813
1123581321 31415926 314159265 3141592653 27182818 271828182 16180339 123456123 123456123456 123456654321 1234567899 12345678900 1234567891
12345678a 1234567a 1234567q 123456aa 123456ab 123456abc 123456qwe 123456qwerty 123456789q 123456789z 123456789abc 123456789qwe 1234abcd 1234qwer
123abc123 123qwe123 123qweasd 123qweasdzxc 123qweasdzx 123asd123 123asdf 12qwaszx 12qw34er 12qw12qw 12345qwert 12345qwe 12345abc 12345abcde 12345asd
1234asdf 1234zxcv 1a2b3c4d 1a2b3c4d5e 1a2s3d4f 1a2s3d4f5g 1q1q1q1q 1q2w3e 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4 1q2w3e4r5
1q2w1q2w 1q2q3q4q 1qaz1qaz 1qaz2wsx 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qaz!qaz 1qaz@wsx 1qazxsw2 1qazxsw23edc 1qwertyuiop 1z2x3c4v 1z2x3c4v5b 1x2c3v4b
2wsx3edc 2wsx1qaz 3edc4rfv 3edc2wsx 4rfv5tgb 5tgb6yhn 6yhn7ujm 7ujm8ik, 0okm9ijn zaq12wsx zaq1zaq1 zaq1xsw2 zaq1xsw2cde3 zaq!2wsx zaq123456 xsw21qaz
zaqxsw zaqxswcde zaqwsx zaqwsxcde qazwsx qazwsxed qazwsxedc qazwsxedcrfv qazwsx12 qazwsx123 qazxsw qazxswed qazxswedc qazxcdew qazqaz qazqazqaz
qaz123wsx qaz1wsx2 qweasd qweasdzx qweasdzxc qweasdzxc123 qweasd123 qwe123qwe qweqweqwe qweqwe qweqwe123 qwertz qwertzui qwertzuiop qwertzuiop123
azerty azertyui azertyuiop azerty123 azertyuiop123 qwert qwerty qwertyu qwertyui qwertyuio qwertyuiop qwertyuiop[] qwertyuiop123 qwerty12345
qwerty123456 qwerty1234567 qwerty12345678 qwerty123456789 qwertyqwerty qwertyasdf qwertyasdfgh qwertyasdfghzxcvbn qwertyzxcvbn qwert12345 qwer1234
qwer12345 qwerasdf qwerasdfzxcv qwer4321 qwerqwer qwerty654321 ytrewq ytrewq123 poiuytrewq poiuytre poiuy asdfgh asdfghj asdfghjk asdfghjkl
asdfghjkl; asdfghjkl123 asdfjkl asdfjkl; asdf1234 asdf12345 asdf123456 asdfasdf asdfasdfasdf asdfqwer asdfzxcv asdasd asdasdasd asdasd123 asdasd5
asd123asd asd123456 asdqwe123 asdqwezxc asdzxc123 lkjhgfdsa lkjhgfds lkjhgf zxcvbn zxcvbnm zxcvbnm, zxcvbnm,./ zxcvbnm123 zxcvbnm1 zxcv1234 zxcvzxcv
zxczxczxc zxcasdqwe zxcasdqwe123 zxc123456 zxc123zxc zxcvb12345 zxcvasdf mnbvcxz mnbvcxz1 mnbvcxzlkjhgfdsa mnbvcx poiulkjh plokijuh okmijnuhb
!qaz2wsx !qaz@wsx !qaz1qaz !qaz!qaz @wsx#edc !@#$%^&* !@#$%^&*( !@#$%^&*() !@#$qwer !q@w#e$r !q2w3e4r qwerty!@#$ qwer!@#$ asdf!@#$ 1234!@#$ !@#$1234
aaaaaa aaaaaaa aaaaaaaa aaaaaaaaa aaaaaaaaaa aaaa1111 aaa111222 aaa123456 aaa12345 aa123456 aa12345678 aa123123 aa112233 a1234567 a12345678
a123456a a1a1a1a1 a1s2d3f4 a1s2d3f4g5 a1b2c3 a1b2c3d4 a1b2c3d4e5 abc123 abc1234 abc12345 abc123456 abc1234567 abc12345678 abc123456789 abc123abc
abcabc abcabcabc abcabc123 abcd1234 abcd12345 abcd123456 abcdabcd abcde12345 abcde123456 abcdef abcdefg abcdefgh abcdefghi abcdefghij abcdefg1
abcdefg123 abcdef123 abcdef123456 abcdefghijk abcdefghijklmnop abcdefghijklmnopqrstuvwxyz abababab ababab aabbcc aabbccdd aabb1122 ab123456 ab12cd34
bbbbbb bbbbbbbb cccccc cccccccc dddddd dddddddd eeeeee eeeeeeee ffffff ffffffff gggggg gggggggg hhhhhh hhhhhhhh iiiiii iiiiiiii jjjjjj jjjjjjjj kkkkkk
kkkkkkkk llllll llllllll mmmmmm mmmmmmmm nnnnnn nnnnnnnn oooooo oooooooo pppppp pppppppp qqqqqq qqqqqqqq qqq11111 qq123456 qq123456789 qwe12345
qwe123456 qwe123456789 rrrrrr rrrrrrrr ssssss ssssssss tttttt tttttttt uuuuuu uuuuuuuu vvvvvv vvvvvvvv wwwwww wwwwwwww xxxxxx xxxxxxxx yyyyyy yyyyyyyy
zzzzzz zzzzzzzz z1x2c3v4 z1x2c3v4b5 zz123456 zx123456 w1w2w3w4 woaini1314 woaini520 woaini521 5201314 52013140 1314520 13145200 1314521 5211314
7758521 77585210 584131421 3344520 123qaz456 password12345 password123456 password1234567 password12345678 password123456789 passwordpassword
pass12345 pass123456 pass1word pass4word passpass passpass123 pass@word1 p@ss1234 p@ssw0rd1234 passwort12345 admin12345 admin123456 admin123admin
adminadmin admin@12345 administrator administrator1 root123456 rootroot rootpassword toortoor test12345 test123456 testtest testtest123 testtest1
test1test testing12345 user12345 user123456 useruser guest12345 guestguest welcome12345 welcome123456 welcomewelcome letmein12345 letmeinplease
letmeinnow letmein2day changeme12345 changemenow changeit changemeplease secret12345 supersecret topsecret mypassword mypassword1 mypassword123
thepassword thisismypassword yourpassword newpassword newpassword1 newpassword123 oldpassword defaultpassword temppassword temporary temppass
nopassword nopassword1 notapassword adminpassword userpassword password4me password2u passwordone passw0rd123456 password1password mypass123
iloveyou2 iloveyou12345 iloveyouso iloveyousomuch iloveyoubaby iloveyouu iloveyou4ever iloveyou143 iloveu2 iloveu123 iloveme iloveme1 iloveme2 ilovehim
ilovehim1 iloveher ilovejesus ilovegod ilovemymom ilovemom ilovedad ilovemyself ilovemusic ilovemydog ilovecats ilovedogs ilovefootball ilovepizza
iloveyou! ilovesex lovelove loveyou loveyou2 loveme123 lovers123 loveforever truelove foreverlove foreveryoung babygirl12345 babyboy123 babyblue
prettygirl prettyinpink sexygirl sexyboy sexylady sexybitch sexything hotgirl hotboy123 hottie101 cutie101 cutiepie1 cutegirl fuckyou2 fuckyou12345
fuckyou69 fuckoff123 fuckthis fuckthisshit fuckit123 fuckme123 fucker123 motherfucker asshole123 bullshit1 bigdick1 bigcock1 bigdaddy1 bigtits1
starwars77 startrek1 lordoftherings harrypotter1 gandalf123 frodo123 bilbobaggins darthvader luke_skywalker skywalker1 hansolo123 yoda12345
chewbacca obiwankenobi masteryoda maytheforce blink182 blink-182 greenday1 metallica666 slipknot666 nirvana1994 linkinpark1 eminem8mile 50cent123
jordan23 michael23 lebron23 kobe24 kobebryant24 ronaldo7 cristiano7 messi10 lionelmessi10 beckham7 beckham23 zidane10 maradona10 liverpool8 arsenal14
manutd99 manunited1 manchesterunited manchestercity realmadrid7 fcbarcelona fcbayern bayernmunchen juventus10 acmilan1899 chelseafc liverpoolfc
ncc1701 ncc1701a ncc1701d ncc1701e thx1138 rush2112 bond007 jamesbond007 agent007 secret007 area51 porsche911 porsche944 corvette1 ford150 mustang69
mustang67 camaro69 camaro67 chevelle1 bmw325i bmw330ci honda250 yamaha250 yamaha125 suzuki250 ninja250 ducati916 ferrari360 subaru555
hello12345 hello123456 hellohello hellokitty1 helloworld1 helloworld123 hello_world goodbye1 goodluck1 goodmorning goodday123 trustno1 trustno01
trustnoone trustme123 noonecares letmesee openup123 opensesame abracadabra1 hocuspocus access12345 access14 master12345 monkey12345 dragon12345
shadow12345 sunshine12345 princess12345 football12345 baseball12345 superman12345 batman12345 michael12345 jessica12345 charlie12345 ashley12345
computer12345 internet12345 samsung12345 google12345 facebook12345 apple12345 windows98 windows95 windows2000 windowsxp windows7 windows10 windows11
microsoft1 office365 raspberry pi314159 linux12345 ubuntu123 debian123 redhat123 postgres123 mysql123 oracle123 cisco12345 ciscocisco cisco123cisco
server2019 server2022 vagrant1 docker123 kubernetes1 jenkins123 gitlab123 github123 tomcat123 s3cr3t123 ch4ng3m3 l3tm31n 4dm1n123
correcthorse tobeornottobe thequickbrownfox quickbrownfox loremipsum loremipsum1 foobar123 foobarbaz foobarfoobar spam1234 eggs1234 qwertypoiu
january2024 january2025 january2026 february2025 february2026 march2025 march2026 april2025 april2026 october2025 november2025 december2025
hallo12345 hallohallo hallo123456 passwort123456 geheim12345 schatzi123 ichliebedich ichliebedich1 ichliebedichso fussball12 deutschland1
deutschland123 borussia09 bvb09bvb09 bvb1909 schalke04 schalke1904 fckoeln1948 werder1899 bayern1900 hsv1887 vfb1893 sommer2024 sommer2025 sommer2026
winter2024 winter2025 winter2026 herbst2024 herbst2025 frühling2025 frühling2026 lasmich rein1234 lassmichrein motdepasse1 motdepasse123 jetaime123
jetaime1 jetaimemonamour doudou123 marseille13 contraseña1 contraseña123 contrasena1 contrasena123 teamomucho teamo1234 tequiero1 tequieromucho
senha1234 senha12345 senha123456 flamengo10 corinthians1 palmeiras1 saopaulo1 parola123 haslo1234 haslo12345 polska123 wachtwoord1 wachtwoord123
salasana1 salasana123 losenord1 lösenord1 heslo1234 heslo12345 jelszo123 sifre1234 galatasaray1905 fenerbahce1907 besiktas1903 parol1234 privet123
marina123456 natasha123456 samsungsamsung nokia6300 nokia3310 nokia5800 nokia1100 sonyericsson playstation2 playstation3 playstation4 xbox360xbox
`;

export const STEMS = `
password passwort passwd passphrase pass word pw admin administrator root toor test tester testing user guest login logon signin welcome letmein
access master changeme change default temp temporary secret private public qwerty qwertz azerty qwert asdf asdfg asdfgh zxcv zxcvb zxcvbn
zxcvbnm qwertyuiop asdfghjkl abc abcd abcde abcdef abcdefg abcdefgh xyz aaa qqq zzz iloveyou iloveu ilove love lovely lover lovers loveme loving
forever friend friends friendship family mother father mommy daddy mummy mamma mama papa brother sister baby babe babygirl babyboy angel angels
angela princess prince queen king kings kingdom princesa sunshine sunflower flower flowers rainbow butterfly star stars stargate starwars
startrek moon moonlight sunset sunrise sky heaven paradise earth fire ice water ocean summer winter spring autumn fall january february march april
may june july august september october november december monday tuesday wednesday thursday friday saturday sunday birthday christmas
halloween easter holiday vacation morning midnight tomorrow yesterday today hello hallo hola bonjour ciao goodbye bye monkey dragon tiger tigers
lion lions eagle eagles falcon falcons wolf wolves wolverine bear bears panther panthers puppy doggy dog dogs cat cats kitty kitten kittens bunny
rabbit horse horses pony cowboy cowboys dolphin dolphins shark sharks fish fishing hunter hunting turtle snake spider spiderman penguin penguins
chicken turkey bird birds phoenix scorpion cobra viper python raptor rooster buffalo cougar jaguar leopard cheetah elephant giraffe monkeys gorilla
banana bananas apple apples orange oranges cherry strawberry blueberry peach peaches lemon lime grape melon coconut mango chocolate cookie cookies
candy sugar honey pepper ginger cinnamon vanilla cheese pizza burger bacon sandwich coffee whiskey vodka tequila beer budweiser heineken corona
guinness cocacola pepsi drpepper snickers skittles nutella football baseball basketball softball volleyball soccer hockey tennis golf golfer
rugby cricket boxing karate wrestling skate skater skateboard surf surfer surfing snowboard swimming running racing fitness gymnast cheer dance dancer
dancing ballet music musica guitar bass drummer drums piano violin trumpet rockstar rocknroll metal metallica slayer slipknot nirvana blink eminem
greenday linkinpark acdc ironmaiden pinkfloyd beatles thebeatles ledzeppelin zeppelin rammstein megadeth pantera korn tupac rihanna beyonce shakira
madonna elvis mozart beethoven superman batman spidermann ironman hulk avengers marvel wonderwoman supergirl superstar catwoman joker robin thor loki
pokemon pikachu charizard naruto sasuke goku vegeta dragonball onepiece bleach mario luigi zelda sonic tetris pacman minecraft fortnite roblox halo
warcraft starcraft diablo callofduty counterstrike playstation nintendo xbox gameboy gamer gamers games game player computer laptop keyboard
internet network server database system security windows linux ubuntu debian apple microsoft google facebook twitter instagram youtube myspace yahoo hotmail
gmail amazon netflix spotify whatsapp samsung nokia motorola iphone android blackberry sony panasonic toshiba dell lenovo hewlett cisco oracle mysql
ferrari porsche lamborghini mercedes bmw audi volkswagen toyota honda yamaha suzuki kawasaki ducati harley harleydavidson mustang camaro corvette
chevy chevrolet ford dodge jeep nissan mazda subaru mitsubishi hummer cadillac jaguars ninja samurai pirate pirates warrior warriors soldier marine
marines army navy airforce ranger rangers raider raiders knight knights wizard wizards magic magical gandalf frodo aragorn legolas sauron hobbit
merlin excalibur arthur camelot dungeon fantasy vampire twilight zombie zombies ghost demon devil satan lucifer angelo jesus jesuschrist christ god
godisgood godislove church faith hope grace blessed bless destiny freedom peace liberty justice trinity matrix neo morpheus oracle skywalker vader
darth yoda anakin chewie rebel empire enterprise voyager galaxy universe cosmos saturn jupiter mercury venus mars pluto apollo zeus hercules athena
phantom shadow shadows dark darkness darkside light lightning thunder storm tornado hurricane blaze flame phoenix1 crystal diamond diamonds gold golden
silver platinum ruby emerald sapphire pearl jade amber copper iron steel money dollar dollars cash rich million millionaire lucky winner
success champion champions legend hero heroes genius happy happiness smile smiley laugh crazy insane psycho killer assassin sniper bullet
gunner hunter1 terminator predator alien aliens maverick iceman goose topgun rocky rambo bond james john robert michael william david richard
joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy
jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick
jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan jeremy harold keith christian roger noah gerald carl
terry sean austin jordan lawrence dylan jesse bryan billy joe bruce gabriel logan albert willie alan juan wayne elijah randy roy vincent ralph eugene
russell bobby mason philip louis mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen amy shirley angela1 helen anna
brenda pamela nicole emma samantha katherine christine debra rachel carolyn janet catherine maria heather diane olivia julie joyce victoria
ruth virginia lauren kelly christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa sara janice marie julia kathryn
frances jean alexis tiffany brittany danielle vanessa natalie natasha chelsea courtney amber1 jasmine crystal1 monica veronica alexandra sabrina
charlie buster bailey max maxwell buddy rocky1 lucky1 sammy toby jake murphy oscar harley1 lucy molly daisy maggie sophie chloe lola zoe sadie misty
smokey snoopy garfield scooby scoobydoo tweety bugsbunny mickey mickeymouse minnie donaldduck goofy simba nala bambi dumbo nemo winnie tigger eeyore
piglet shrek barbie hellokitty spongebob patrick1 simpsons homer bart southpark cartman kenny familyguy
london paris newyork chicago boston dallas houston texas florida california losangeles hollywood miami orlando vegas lasvegas denver phoenix2 seattle
portland sandiego atlanta detroit cleveland pittsburgh philadelphia brooklyn manhattan canada toronto montreal vancouver mexico brazil brasil
argentina colombia chile peru espana spain madrid barcelona france marseille lyon italy italia roma milano napoli juventus inter germany
deutschland berlin hamburg munich muenchen bayern koeln frankfurt stuttgart dortmund bremen dresden leipzig austria wien zurich schweiz england
liverpool manchester arsenal chelsea tottenham everton newcastle rangers1 celtic scotland ireland dublin wales holland amsterdam ajax feyenoord
belgium sweden norway denmark finland russia moscow ukraine poland polska turkey turkiye istanbul galatasaray fenerbahce besiktas greece egypt
india mumbai delhi pakistan china shanghai hongkong japan tokyo korea seoul thailand vietnam philippines manila indonesia jakarta malaysia
singapore australia sydney melbourne newzealand africa jamaica cuba
america american usa redskins steelers packers patriots giants jets broncos chargers vikings saints ravens bengals yankees redsox dodgers cubs mets
braves lakers celtics bulls knicks spurs suns rockets blackhawks redwings bruins flyers nascar redsox1 barca realmadrid benfica sporting porto
black blue red green yellow purple pink white brown orange1 violet scarlet turquoise blackcat bluesky redrose greentea yellowstone purplerain
number one two three four five six seven eight nine ten hundred thousand school student teacher college university class homework science
math physics chemistry biology history english french spanish doctor nurse police fireman pilot captain sailor engineer manager boss office work
business company team project house home garden kitchen window door table chair bedroom car truck bike bicycle motorcycle train airplane boat
ship titanic yacht bitch bitches sexy sex hot hottie cutie cute pretty beautiful gorgeous handsome sweet sweetie sweetheart sweetness darling dear
fuck fuckyou fuckme fucker fuckoff shit bullshit ass asshole dick pussy cock boobs tits penis porn xxx naughty nasty horny slut whore bastard
stupid idiot loser nothing whatever nobody somebody everybody anything something nevermind trustno blahblah blah foobar foo bar baz qux demo
sample example dummy
hallo passw geheim geheimnis schatz schatzi liebe liebling engel sonne sonnenschein sommer herbst fruehling frühling schule fussball mausi maus
hase hasi katze hund pferd blume familie mutter vater bruder schwester freunde freundin michael1 andreas stefan thomas1 sebastian
alexander1 wolfgang juergen helmut klaus dieter manfred sabine claudia petra monika susanne birgit katharina johanna lena leonie marie1 sophia
soleil motdepasse jetaime amour doudou loulou chouchou coucou bonjour1 nicolas camille isabelle chocolat papillon
contrasena contraseña teamo tequiero amor amore mariposa estrella hermosa bonita chiquita gatito perrito carlos alejandro fernando miguel roberto
antonio francisco javier ricardo eduardo sergio gabriela daniela valentina mariana alejandra tinkerbell
senha meuamor brasil1 flamengo corinthians palmeiras santos saopaulo gremio haslo kochanie wachtwoord welkom salasana losenord heslo jelszo
sifre parola parol privet lubov marina tatiana svetlana oksana irina olga vladimir dmitry sergey andrey nikita maxim ivan zaqwsx
woaini xiaoming zhangwei wang liu chen sakura suzuki1 tanaka krishna ganesh shiva sairam jaimatadi hanuman rahul priya pooja deepak sanjay rajesh
bismillah allah muhammad mohammed ahmed ali fatima hassan hussein ibrahim khalid mustafa
latchkey supervisor operator service support backup helpdesk monitor manager1 webmaster postmaster sysadmin superuser oracle1 postgres
`;
