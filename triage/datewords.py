"""The words of dates, as data: months, weekdays, clocks, time zones, and what marks a date as the first or the last.

A word is written here as its language writes it; :func:`fold` brings table and text to one form, so that neither
case nor accents matter. Where two languages give one word two meanings (Croatian *listopad* is October, Polish and
Czech *listopad* is November) the language named in the table holds and the other is left out.
"""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """The text without case and accents, its digits ASCII.

    A mark of a script that cannot be read without it (Thai) becomes a letter: to dateutil a mark ends the word.
    """
    if text.isascii():
        return text.lower()
    return "".join(
        char
        if char.isascii()
        else str(unicodedata.digit(char))
        if char.isdigit() and unicodedata.digit(char, -1) >= 0
        else ("" if char < "\u0900" else "x")
        if unicodedata.category(char)[0] == "M"
        else char
        for char in unicodedata.normalize("NFKD", text).casefold().replace("ı", "i")
    )


# January to December, the forms of one month between bars.
MONTHS = {
    "en": "january jan|february feb febr|march mar|april apr|may|june jun|july jul|august aug|september sept sep"
    "|october oct|november nov|december dec",
    "de": "januar jänner jan|februar feber feb|märz mär mrz|april apr|mai|juni jun|juli jul|august aug|september "
    "sept sep"
    "|oktober okt|november nov|dezember dez",
    "fr": "janvier janv jan|février févr fév|mars|avril avr|mai|juin|juillet juil|août|septembre sept|octobre oct"
    "|novembre nov|décembre déc",
    "es": "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago|septiembre setiembre sept"
    " sep set|octubre oct|noviembre nov|diciembre dic",
    "it": "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug|agosto ago|settembre set sett"
    "|ottobre ott|novembre nov|dicembre dic",
    "pt": "janeiro jan|fevereiro fev|março mar|abril abr|maio mai|junho jun|julho jul|agosto ago|setembro set"
    "|outubro out|novembro nov|dezembro dez",
    "ca": "gener gen|febrer febr|març|abril abr|maig|juny|juliol|agost|setembre set|octubre oct|novembre nov"
    "|desembre des",
    "nl": "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug|september sep|oktober okt"
    "|november nov|december dec",
    "sv": "januari jan|februari feb|mars|april apr|maj|juni jun|juli jul|augusti aug|september sept sep|oktober okt"
    "|november nov|december dec",
    "da": "januar jan|februar feb|marts mar|april apr|maj|juni jun|juli jul|august aug|september sep|oktober okt"
    "|november nov|december dec",
    "no": "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|september sep|oktober okt"
    "|november nov|desember des",
    "fi": "tammikuuta tammikuu tammi|helmikuuta helmikuu helmi|maaliskuuta maaliskuu maalis|huhtikuuta huhtikuu huhti"
    "|toukokuuta toukokuu touko|kesäkuuta kesäkuu kesä|heinäkuuta heinäkuu heinä|elokuuta elokuu elo"
    "|syyskuuta syyskuu syys|lokakuuta lokakuu loka|marraskuuta marraskuu marras|joulukuuta joulukuu joulu",
    "pl": "stycznia styczeń sty|lutego luty lut|marca marzec mar|kwietnia kwiecień kwi|maja maj|czerwca czerwiec cze"
    "|lipca lipiec lip|sierpnia sierpień sie|września wrzesień wrz|października październik paź|listopada listopad lis"
    "|grudnia grudzień gru",
    "cs": "ledna leden led|února únor úno|března březen bře|dubna duben dub|května květen kvě|června červen čvn"
    "|července červenec čvc|srpna srpen srp|září|října říjen říj|listopadu listopad lis|prosince prosinec pro",
    "sk": "januára január|februára február|marca marec|apríla apríl|mája máj|júna jún|júla júl|augusta august"
    "|septembra september|októbra október|novembra november|decembra december",
    "hu": "január jan|február febr feb|március márc már|április ápr|május máj|június jún|július júl|augusztus aug"
    "|szeptember szept|október okt|november nov|december dec",
    "ro": "ianuarie ian|februarie feb|martie mar|aprilie apr|mai|iunie iun|iulie iul|august aug|septembrie sept sep"
    "|octombrie oct|noiembrie noi|decembrie dec",
    "tr": "ocak oca|şubat şub|mart mar|nisan nis|mayıs may|haziran haz|temmuz tem|ağustos ağu|eylül eyl|ekim eki"
    "|kasım kas|aralık ara",
    "id": "januari jan|februari feb peb|maret mar|april apr|mei|juni jun|juli jul|agustus agu agt|september sep"
    "|oktober okt|november nopember nov|desember des",
    "ru": "января январь янв|февраля февраль фев февр|марта март мар|апреля апрель апр|мая май|июня июнь июн"
    "|июля июль июл|августа август авг|сентября сентябрь сен сент|октября октябрь окт|ноября ноябрь ноя нояб"
    "|декабря декабрь дек",
    "uk": "січня січень січ|лютого лютий лют|березня березень бер|квітня квітень кві квіт|травня травень тра трав"
    "|червня червень чер черв|липня липень лип|серпня серпень сер серп|вересня вересень вер|жовтня жовтень жов жовт"
    "|листопада листопад лис|грудня грудень гру груд",
    "bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
    "el": "ιανουαρίου ιανουάριος ιαν|φεβρουαρίου φεβρουάριος φεβ φεβρ|μαρτίου μάρτιος μαρ μάρ|απριλίου απρίλιος απρ"
    "|μαΐου μάιος μάι|ιουνίου ιούνιος ιουν|ιουλίου ιούλιος ιουλ|αυγούστου αύγουστος αυγ"
    "|σεπτεμβρίου σεπτέμβριος σεπ σεπτ|οκτωβρίου οκτώβριος οκτ|νοεμβρίου νοέμβριος νοε|δεκεμβρίου δεκέμβριος δεκ",
    "ar": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "ar-levant": "|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|||",
    "ar-maghreb": "جانفي|فيفري||أفريل|ماي|جوان|جويلية|أوت||||",
    "he": "ינואר בינואר|פברואר בפברואר|מרץ במרץ|אפריל באפריל|מאי במאי|יוני ביוני|יולי ביולי|אוגוסט באוגוסט"
    "|ספטמבר בספטמבר|אוקטובר באוקטובר|נובמבר בנובמבר|דצמבר בדצמבר",
    "hi": "जनवरी|फरवरी फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर सितम्बर|अक्टूबर अक्तूबर|नवंबर नवम्बर|दिसंबर दिसम्बर",
    "th": "มกราคม มค|กุมภาพันธ์ กพ|มีนาคม มีค|เมษายน เมย|พฤษภาคม พค|มิถุนายน มิย|กรกฎาคม กค|สิงหาคม สค|กันยายน กย"
    "|ตุลาคม ตค|พฤศจิกายน พย|ธันวาคม ธค",
}

# Monday to Sunday. Abbreviations that are a month elsewhere (Spanish and French "mar") are left out.
WEEKDAYS = {
    "en": "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri|saturday sat|sunday sun",
    "de": "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sonnabend sa|sonntag so",
    "fr": "lundi lun|mardi|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
    "es": "lunes|martes|miércoles mié|jueves jue|viernes vie|sábado sáb|domingo dom",
    "it": "lunedì|martedì|mercoledì|giovedì gio|venerdì|sabato sab|domenica",
    "pt": "segunda-feira segunda|terça-feira terça|quarta-feira quarta|quinta-feira quinta|sexta-feira sexta|sábado"
    "|domingo",
    "nl": "maandag ma|dinsdag|woensdag wo|donderdag|vrijdag vr|zaterdag za|zondag zo",
    "sv": "måndag mån|tisdag tis|onsdag ons|torsdag tors tor|fredag fre|lördag lör|söndag sön",
    "da": "mandag man|tirsdag tir|onsdag|torsdag|fredag|lørdag lør|søndag søn",
    "fi": "maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai",
    "pl": "poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela",
    "cs": "pondělí|úterý|středa|čtvrtek|pátek|sobota|neděle",
    "hu": "hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap",
    "ro": "luni|marți|miercuri|joi|vineri|sâmbătă|duminică",
    "tr": "pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar",
    "id": "senin|selasa|rabu|kamis|jumat|sabtu|minggu",
    "ru": "понедельник|вторник|среда|четверг|пятница|суббота|воскресенье",
    "uk": "понеділок|вівторок|середа|четвер|пʼятниця|субота|неділя",
    "el": "δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή",
    "ar": "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
    "ja": "月曜日 月|火曜日 火|水曜日 水|木曜日 木|金曜日 金|土曜日 土|日曜日 日",
    "zh": "星期一 周一 週一|星期二 周二 週二|星期三 周三 週三|星期四 周四 週四|星期五 周五 週五|星期六 周六 週六|星期日 周日 週日 星期天",
    "ko": "월요일 월|화요일 화|수요일 수|목요일 목|금요일 금|토요일 토|일요일 일",
    "th": "จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์",
}

# Words that stand inside a date or between the day and the hour and say nothing.
JUMP = (
    "at on of the and st nd rd th"  # English
    " um am den der uhr h hrs hs"  # German, and the hour's sign
    " le à a er de d du"  # French
    " el del las los hora horas"  # Spanish
    " il alle ore dalle º ª °"  # Italian, ordinals
    " de às as"  # Portuguese
    " om uur u"  # Dutch
    " kl klo klokken klockan den"  # Scandinavian, Finnish
    " godz godzina o r roku"  # Polish
    " v ve hod hodin"  # Czech
    " г года в час р року о об"  # Russian, Ukrainian
    " saat saati"  # Turkish
    " pukul jam lúc ngày ora la στις ώρα ו ב בשעה الساعة م น เวลา"  # Indonesian, Vietnamese, Romanian, Greek, ...
)

# Before and after noon. A text's "a.m." and "p. m." are brought to the first form.
MORNING = "am 오전 午前 上午 凌晨 早上 πμ ص"
AFTERNOON = "pm 오후 午後 下午 晚上 中午 μμ م ch"

# What a zone's letters mean, in hours east of Greenwich, or the tz database's name where the clock changes.
ZONES: dict[str, float | str] = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1,
    "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "ET": "America/New_York", "PT": "America/Los_Angeles",
    "NST": -3.5, "NDT": -2.5, "ADT": -3, "BRT": -3, "ART": -3, "COT": -5, "PET": -5, "CLST": -3, "CLT": -4, "VET": -4,
    "PKT": 5, "NPT": 5.75, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "SGT": 8, "MYT": 8, "PHT": 8, "PHST": 8,
    "JST": 9, "KST": 9, "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1,
}  # fmt: skip

# Letters that several zones share: what each means there, and words of a page from there (a domain with its point).
AMBIGUOUS_ZONES: dict[str, tuple[tuple[float | str, str], ...]] = {
    "IST": (
        (5.5, "India Indian Delhi Mumbai Kolkata Chennai Bengaluru Hyderabad Modi rupee rupees Rs ₹ lakh crore .in"),
        (2, "Israel Israeli Jerusalem Haifa Knesset Netanyahu shekel shekels ₪ .il"),
        (1, "Ireland Irish Dublin Cork Galway Taoiseach .ie"),
    ),
    "BST": (
        (1, "UK Britain British England English London Scotland Wales BBC £ .uk"),
        (6, "Bangladesh Bangladeshi Dhaka Chittagong Sylhet taka .bd"),
    ),
    "CST": (
        (-6, "US USA American Chicago Texas Houston Dallas Minnesota Wisconsin Illinois Missouri Mexico .us .mx"),
        (8, "China Chinese Beijing Shanghai Xinhua Taiwan Taipei .cn .tw"),
    ),
    "AST": (
        (-4, "Canada Canadian Halifax Bermuda Barbados Trinidad Caribbean .ca"),
        (3, "Saudi Arabia Arab Riyadh Kuwait Qatar Bahrain Baghdad .sa .kw .qa"),
    ),
    "SST": (
        (8, "Singapore Singaporean .sg"),
        (-11, "Samoa Samoan"),
    ),
    "GST": (
        (4, "Dubai UAE Emirates Dhabi Oman Sharjah .ae"),
        (10, "Guam"),
    ),
    "CT": (("America/Chicago", "US USA American Chicago Texas Houston Dallas Minnesota Wisconsin Illinois Missouri"),),
    "MT": (("America/Denver", "US USA American Denver Colorado Utah Montana Wyoming Idaho"),),
}  # fmt: skip

# Words of an English page that writes the month first, and of one that writes the day first.
MONTH_FIRST = "US USA American America ET EST EDT PT PST PDT CT CDT MDT California Texas Chicago Washington"
DAY_FIRST = (
    "UK British Britain London GMT BST IST AEST AEDT NZST SAST Australia Australian Sydney India Indian Delhi Ireland"
    " Dublin Zealand Nigeria Kenya Pakistan £ ₹ .uk .in .au .nz .ie .za"
)

# What says that a date is the first or the last of the article's own, as parts of words; and what says that it is
# another thing's.
PUBLISHED = (
    "published, publication, publié, publicad, publicat, publicer, publisert, pubblicat,"
    "veröffentlich, erschienen, erstellt, eingestellt, gespeichert, posted, created, written, online seit,"
    "mise en ligne, mis en ligne, gepubliceerd, geplaatst, opublikowan, dodano, julkaistu, vydáno, zveřejn, yayın,"
    "опублік, опублик, 公開, 発表, 配信, 掲載, 发布, 發布, 发表, 發表, 입력, 등록, 게시, 승인, نشر, diterbitkan, terbit,"
    "đăng, xuất bản, δημοσί, megjelen, közzé, เผยแพร่"
)
UPDATED = (
    "update, modified, edited, revised, corrected, aktualis, geändert, bearbeitet, stand:, mise à jour, mis à jour,"
    "modifi, actualiz, actualitz, modificad, ultima modifica, aggiornat, atualiz, bijgewerkt, gewijzigd, zmodyfik,"
    "zmieniono, uppdater, ändrad, opdater, oppdater, endret, päivitet, muokat, uprav, güncel, обновл, измен, оновл,"
    "更新, 修正, 수정, 업데이트, تحديث, diperbarui, cập nhật, ενημερ, frissít, módos, actualizat, อัปเดต, แก้ไข"
)
OTHER = (
    "©, copyright, deadline, until, expires, gültig bis, recorded, enregistr, today, heute, aujourd, hoy, oggi, hoje,"
    "vandaag, idag, i dag, tänään, dzisiaj, dziś, bugün, сегодня, сьогодні, σήμερα, اليوم, היום, 今日, 今天, 오늘"
)

# Words of "5 hours ago": units with their length in minutes, and what says that they are counted back.
UNITS = {
    1: "minutes minute mins min minuten minuto minutos minuti minuto minut minuty minutę minuter minutter minuuttia"
    " minuutti dakika минут минуты минуту хвилин хвилини хвилину perc menit phút λεπτά λεπτό دقيقة دقائق นาที "
    "分钟 分鐘 分 분",
    60: "hours hour hrs hr h stunden stunde std heures heure horas hora ore ora uur uren godzin godziny godzinę hodin"
    " hodinami hodinou timmar timme timer time tuntia tunti saat часов часа час годин години годину órája jam "
    "giờ ώρες ώρα"
    " ساعات ساعة ชั่วโมง 時間 小时 小時 시간",
    1440: "days day tagen tag jours jour días día dias dia giorni giorno dagen dag dni dzień dny dnem dagar dage "
    "päivää päivä"
    " gün дней дня день дні днів napja hari ngày ημέρες ημέρα μέρες μέρα zile zi أيام يوم วัน 日 天 일",
    10080: "weeks week wochen woche semaines semaine semanas semana settimane settimana weken tygodni tygodnie tydzień"
    " týdny týdnem veckor vecka uger uge uker uke viikkoa viikko hafta недель недели неделю тижнів тижні тиждень "
    "hete minggu"
    " tuần εβδομάδες εβδομάδα săptămâni أسابيع أسبوع สัปดาห์ 週間 周 週 주",
}
AGO = (
    "ago, vor, il y a, hace, há, atrás, fa, geleden, temu, před, sedan, siden, sitten, önce, назад, тому, "
    "ezelőtt, lalu,"
    "trước, πριν, acum, منذ, قبل, ที่แล้ว, 前, 전"
)
