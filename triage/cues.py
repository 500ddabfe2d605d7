"""Words that tell what a line is for, in some forty languages, by what they are a cue of.

They were written down from knowledge of the languages, not learned from pages, so they also speak for languages of which
no page has been labelled.
"""

from __future__ import annotations

CUES: dict[str, str] = {
    # who wrote it
    "byline": (
        "by von par por di door af av od autor autora autores author authors autorin verfasser verfasst "
        "auteur auteurs écrit rédigé redacción redacao redação redactie redaktion redaktör redazione written "
        "writer reporter correspondent korrespondent korrespondentti staff editor editorial redakteur "
        "redakteurin text texte testo texto tekst szerző skrevet skribent författare kirjoittaja toimittaja "
        "yazan yazar haber muhabir автор авторы текст корреспондент редакция журналист kirjoittanut penulis "
        "oleh tác giả bởi napsal napísal pisze opracowanie opracował προέρχεται συντάκτης από کاتب بقلم كتب "
        "کتبه contributor contributors journalist journaliste journalista periodista jornalista giornalista "
        "agency agencia agence agentur reporting reported compiled additional sources quelle source fuente "
        "fonte bron kilde källa lähde źródło zdroj kaynak източник источник"
    ),
    # pictures, their makers and sources
    "photo": (
        "photo photos photograph photographer photography photographs photographie foto fotos fotografia "
        "fotografía fotograf fotografin fotoğraf bild bilder bildquelle bildnachweis symbolbild symbolfoto "
        "archivbild archivfoto image images imagen imágenes imagem imagens immagine immagini picture pictured "
        "pic pics pictures kuva kuvat obraz zdjęcie zdjęcia fot snímek obrázek kép credit credits courtesy "
        "crédit crédits crédito créditos getty gettyimages shutterstock istock istockphoto alamy unsplash "
        "pixabay pexels imago epa keystone wikimedia flickr commons adobestock illustration grafik graphic "
        "infographic infografik screenshot caption video vídeo vidéo watch фото фотография снимок изображение "
        "видео иллюстрация gambar ilustrasi ảnh hình φωτογραφία φωτο صورة الصورة تصوير عکس תמונה צילום "
        "handout file getty's picture-alliance copyrightfoto visualisierung karikatur zeichnung galerie "
        "gallery slideshow diashow fotostrecke bildergalerie"
    ),
    # when it was published, times and zones
    "date": (
        "published updated posted publish last modified created date datum veröffentlicht aktualisiert "
        "erschienen stand publié publiée mis jour modifié publicado publicada actualizado actualizada "
        "atualizado atualizada pubblicato aggiornato gepubliceerd bijgewerkt geplaatst publicerad publicerat "
        "uppdaterad uppdaterat publiceret opdateret publisert oppdatert julkaistu päivitetty opublikowano "
        "aktualizacja zaktualizowano publikováno aktualizováno zveřejněno yayınlanma güncelleme güncellendi "
        "tarihi опубликовано обновлено дата diterbitkan diperbarui ngày đăng cập nhật δημοσίευση ενημέρωση "
        "نشر تحديث fecha data ago uhr hrs gmt utc ist est edt pst pdt cet cest bst jst kst am pm minuten "
        "stunden hours minutes"
    ),
    # months and weekdays
    "month": (
        "january february march april may june july august september october november december jan feb mar "
        "apr jun jul aug sep sept oct nov dec januar februar märz mai juni juli oktober dezember jänner "
        "janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo "
        "abril mayo junio julio agosto septiembre octubre noviembre diciembre janeiro fevereiro março maio "
        "junho julho setembro outubro novembro dezembro gennaio febbraio aprile maggio giugno luglio "
        "settembre ottobre dicembre januari februari maart mei augustus maj augusti tammikuuta helmikuuta "
        "maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta "
        "joulukuuta stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia ledna února března dubna května června července srpna září října listopadu "
        "prosince ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık января февраля "
        "марта апреля мая июня июля августа сентября октября ноября декабря січня лютого березня квітня "
        "травня червня липня серпня вересня жовтня листопада грудня marts desember agustus ιανουαρίου "
        "φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου "
        "δεκεμβρίου يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر январь февраль "
        "март апрель май июнь июль август сентябрь октябрь ноябрь декабрь január február március április "
        "május június július augusztus szeptember október ianuarie februarie martie aprilie iunie iulie "
        "septembrie octombrie noiembrie decembrie monday tuesday wednesday thursday friday saturday sunday "
        "mon tue wed thu fri sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi "
        "mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo segunda "
        "terça quarta quinta sexta lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag "
        "woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag "
        "poniedziałek wtorek środa czwartek piątek sobota niedziela"
    ),
    # ways to other stories
    "more": (
        "more mehr weiterlesen weitere lesen auch related read also see next previous further recommended "
        "recommendation recommendations popular trending latest mostread most-read you might like lire aussi "
        "plus suite voir leer más también lea relacionadas relacionados relacionada noticias leia mais também "
        "veja saiba leggi anche altro correlati lees ook meer læs også mere läs också mer les lue myös lisää "
        "czytaj także też więcej zobacz čtěte také více další okumaya devam ayrıca ilgili daha читайте также "
        "подробнее далее ещё еще смотрите похожие baca juga selengkapnya terkait xem thêm liên quan đọc "
        "διαβάστε επίσης περισσότερα اقرأ أيضا المزيد קרא עוד passend thema themen topics dossier "
        "interessieren empfehlungen beliebt meistgelesen top artikel articles artículos artigos beiträge "
        "beitrag posts stories story"
    ),
    # networks and share buttons
    "share": (
        "share shared shares facebook twitter tweet whatsapp linkedin pinterest xing telegram instagram email "
        "e-mail mail reddit tumblr flipboard messenger youtube tiktok snapchat mastodon bluesky threads weibo "
        "line vk print drucken imprimir imprimer stampa skriv copy link teilen teile partager partage "
        "compartir compartilhar condividi delen dela del udostępnij sdílet paylaş jaa поделиться распечатать "
        "bagikan chia sẻ κοινοποίηση مشاركة שתף feed rss bookmark pocket merken kopieren versenden follow "
        "folgen suivre seguir segui volg följ obserwuj takip подписаться ikuti theo dõi abonnez"
    ),
    # readers' comments
    "comment": (
        "comment comments commented kommentar kommentare kommentarer kommentieren kommentoi kommentit "
        "commentaire commentaires comentario comentarios comentário comentários commento commenti reactie "
        "reacties komentarz komentarze komentář komentáře yorum yorumlar комментарий комментарии комментариев "
        "комментировать komentar bình luận σχόλια σχόλιο تعليق تعليقات תגובות reply replies antworten antwort "
        "répondre responder rispondi beantwoorden svar svara odpowiedz odpovědět yanıtla ответить balas trả "
        "lời report melden signaler sagt says schreibt says: upvote downvote likes liked like gefällt points "
        "disqus gravatar anonymous anonym gast guest permalink zitieren login"
    ),
    # rights and legal notices
    "legal": (
        "copyright rights reserved rechte vorbehalten droits réservés derechos reservados direitos diritti "
        "riservati rechten voorbehouden rättigheter rettigheter prawa zastrzeżone práva vyhrazena hakları "
        "saklıdır права защищены privacy policy cookies cookie terms conditions disclaimer impressum "
        "datenschutz datenschutzerklärung agb nutzungsbedingungen haftungsausschluss mentions légales "
        "confidentialité privacidad aviso legal términos condiciones privacidade termos informativa "
        "personvern integritetspolicy tietosuoja polityka prywatności regulamin gizlilik конфиденциальности "
        "политика соглашение imprint gmbh inc ltd llc corp ag kg verlag publisher license licence lizenz "
        "licensed creative cc ust-id hrb"
    ),
    # menus, search, accounts, advertisements
    "nav": (
        "home menu menü search suche suchen navigation skip content main hauptmenü startseite start login log "
        "sign in anmelden registrieren register account konto mein profile profil subscribe subscription "
        "abonnieren abo newsletter contact kontakt about über uns help hilfe faq sitemap shop warenkorb cart "
        "close schließen back zurück top toggle open jump accueil rechercher recherche connexion inscription "
        "fermer contacto contato buscar pesquisar inicio início entrar cerca ricerca accedi contatti chiudi "
        "zoeken inloggen sök hem logga hae etusivu kirjaudu szukaj strona główna zaloguj hledat domů "
        "přihlásit ara anasayfa giriş поиск главная войти меню регистрация контакты cari beranda masuk tìm "
        "kiếm trang chủ αναζήτηση αρχική بحث الرئيسية חיפוש e-paper epaper archiv archive archives karriere "
        "jobs stellenmarkt mediadaten werben anzeigen anzeige werbung advertisement advertising sponsored ad "
        "ads publicité publicidad publicidade pubblicità advertentie annons annonse annonce reklama reklam "
        "реклама iklan quảng cáo gesponsert"
    ),
    # newsletters, subscriptions, donations
    "promo": (
        "newsletter subscribe subscription sign signup abonnieren abonnement abonnez abo inscrivez suscríbete "
        "suscríbase assine inscreva-se iscriviti abbonati meld aanmelden prenumerera tilmeld abonner tilaa "
        "zapisz subskrybuj odebírat abone подпишитесь подписка berlangganan đăng ký free gratis kostenlos "
        "gratuit join donate donation spenden spende unterstützen support download app jetzt now your inbox "
        "postfach offer angebot deal premium plus member mitglied membership kaufen buy order bestellen shop "
        "preis price"
    ),
}
"""Single words, lower case, separated by spaces."""

UNSPACED_CUES: dict[str, str] = {
    "byline": (
        "記者 记者 作者 文/ 文／ 文： 編集 编辑 責任編輯 责任编辑 来源 來源 撰文 著者 執筆 "
        "取材 기자 글 작성자 특파원 ผู้เขียน โดย"
    ),
    "photo": (
        "写真 画像 撮影 图片 圖片 圖： 图： 圖／ 图/ 资料图 資料圖 提供 攝影 摄影 動画 视频 "
        "影片 사진 이미지 영상 제공 ภาพ คลิป イラスト 図"
    ),
    "date": (
        "年 月 日 更新 公開 发布 發布 發表 掲載 投稿日 入力 수정 입력 등록 오전 오후 날짜 วันที่ เผยแพร่ น. 午前 午後 時 分"
    ),
    "more": (
        "関連 関連記事 もっと 続き おすすめ あわせて 读 阅读 閱讀 更多 相关 相關 延伸 推荐 推薦 "
        "熱門 热门 人気 ランキング 관련 더보기 추천 인기 많이 อ่าน เพิ่มเติม "
        "ที่เกี่ยวข้อง 次 前 上一篇 下一篇 看更多"
    ),
    "share": (
        "シェア ツイート 共有 分享 转发 微信 微博 朋友圈 收藏 공유 페이스북 트위터 카카오 แชร์ 推特 臉書 フォロー いいね"
    ),
    "comment": ("コメント 评论 評論 留言 回复 回覆 回應 跟帖 댓글 답글 ความคิดเห็น 返信"),
    "legal": (
        "著作権 無断 転載 禁止 版权 版權 所有 转载 轉載 声明 隐私 隱私 條款 프라이버시 저작권 "
        "무단 금지 배포 개인정보 약관 プライバシー 利用規約 สงวนลิขสิทธิ์ 会社概要 備案 "
        "备案"
    ),
    "nav": (
        "ホーム メニュー 検索 ログイン 会員 登録 お問い合わせ トップ 首页 首頁 登录 登入 注册 "
        "註冊 搜索 搜尋 导航 菜单 選單 홈 로그인 회원가입 검색 메뉴 หน้าแรก ค้นหา "
        "เข้าสู่ระบบ 広告 广告 廣告 광고 一覧 カテゴリ 分类 標籤 标签 タグ"
    ),
    "promo": ("メルマガ 無料 購読 订阅 訂閱 下载 下載 구독 무료 신청 สมัคร APP 扫码 二维码 関注 关注"),
}
"""The same for scripts without spaces between words; found anywhere in a line."""
