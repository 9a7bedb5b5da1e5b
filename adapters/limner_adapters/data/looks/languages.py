"""Words of other languages and scripts, as interfaces and articles use them."""

# ruff: noqa: RUF001 - letters that look like others are what other scripts are about

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """What texts in a language are made of.

    Attributes:
        code: as HTML names it.
        weight: how often pages are in it, against the other languages.
        words: to draw from.
        right_to_left: how it is written.
        spaced: whether blanks stand between its words.
        latin: whether a reader of English letters can read it.
    """

    code: str
    weight: float
    words: tuple[str, ...]
    right_to_left: bool = False
    spaced: bool = True
    latin: bool = False


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GERMAN = _words(
    "Startseite über Produkte Preise Kontakt Anmelden Konto Bestellung Rechnung Lieferung "
    "Übersicht Einstellungen Benutzer Aufgaben Nachrichten Kalender Bericht Hilfe Suche weiter "
    "zurück speichern abbrechen löschen bearbeiten schließen öffnen neu alle für und mit ohne "
    "von zu der die das ein eine unser Ihr schnell einfach sicher größer schöner Straße Stadt "
    "Fluss Wald Brücke Frühling Datenschutz Impressum Geschäftsbedingungen Zusammenarbeit "
    "Mitarbeiter Ergebnis Seite"
)
_FRENCH = _words(
    "Accueil à propos Produits Tarifs Contact Connexion Compte Commande Facture Livraison Aperçu "
    "Paramètres Utilisateurs Tâches Messages Calendrier Rapport Aide Rechercher suivant "
    "précédent enregistrer annuler supprimer modifier fermer ouvrir nouveau tous pour et avec "
    "sans de la le les un une notre votre rapide simple sécurisé été hôtel forêt rivière ville "
    "rue pont français équipe élève école théâtre musée café cuisine façade mentions légales "
    "résultat découvrir"
)
_SPANISH = _words(
    "Inicio Acerca Productos Precios Contacto Acceder Cuenta Pedido Factura Envío Resumen "
    "Ajustes Usuarios Tareas Mensajes Calendario Informe Ayuda Buscar siguiente anterior guardar "
    "cancelar eliminar editar cerrar abrir nuevo todos para y con sin de la el los una nuestro "
    "rápido sencillo seguro mañana niño año ciudad calle puente río montaña jardín música "
    "fotografía diseño sesión contraseña código página artículo también más días gestión "
    "solución"
)
_POLISH = _words(
    "Strona główna o nas Produkty Cennik Kontakt Zaloguj Konto Zamówienie Faktura Dostawa "
    "Przegląd Ustawienia Użytkownicy Zadania Wiadomości Kalendarz Raport Pomoc Szukaj dalej "
    "wstecz zapisz anuluj usuń edytuj zamknij otwórz nowy wszystkie dla i z bez do szybki prosty "
    "bezpieczny miasto ulica rzeka góra łąka źródło świat życie książka szkoła zdjęcie kuchnia "
    "część wynik"
)
_TURKISH = _words(
    "Anasayfa hakkında Ürünler Fiyatlar İletişim giriş Hesap Sipariş Fatura Teslimat Özet "
    "Ayarlar Kullanıcılar Görevler Mesajlar Takvim Rapor Yardım Ara ileri geri kaydet iptal sil "
    "düzenle kapat aç yeni tümü için ve ile hızlı kolay güvenli şehir sokak köprü ırmak dağ "
    "bahçe müzik fotoğraf çözüm değişiklik öğrenci öğretmen gün yıl daha çok bütün paylaş göster "
    "gizlilik"
)
_RUSSIAN = _words(
    "Главная О нас Товары Цены Контакты Войти Счёт Заказ Оплата Доставка Обзор Настройки "
    "Пользователи Задачи Сообщения Календарь Отчёт Помощь Поиск далее назад сохранить отменить "
    "удалить изменить закрыть открыть новый все для и с без от до на в наш ваш быстрый простой "
    "надёжный город улица река лес мост весна музыка школа книга журнал урок сеть сервер данные "
    "проект команда решение результат страница статья автор сегодня неделя год подробнее скачать"
)
_UKRAINIAN = _words(
    "Головна Про нас Товари Ціни Увійти Рахунок Замовлення Доставка Огляд Налаштування "
    "Користувачі Завдання Повідомлення Звіт Допомога Пошук далі зберегти скасувати видалити "
    "змінити відкрити новий усі для і з без до наш швидкий простий місто вулиця річка ліс міст "
    "їжа школа книга мережа"
)
_GREEK = _words(
    "Αρχική Σχετικά Προϊόντα Τιμές Επικοινωνία Σύνδεση Λογαριασμός Παραγγελία Τιμολόγιο Αποστολή "
    "Επισκόπηση Ρυθμίσεις Χρήστες Εργασίες Μηνύματα Ημερολόγιο Αναφορά Βοήθεια Αναζήτηση επόμενο "
    "πίσω αποθήκευση ακύρωση διαγραφή επεξεργασία νέο όλα για και με χωρίς από το ο η γρήγορο "
    "απλό ασφαλές πόλη δρόμος ποτάμι δάσος γέφυρα άνοιξη μουσική σχολείο βιβλίο δίκτυο ομάδα "
    "αποτέλεσμα"
)
_CHINESE = _words(
    "首页 关于 产品 价格 联系 登录 注册 账户 订单 发票 配送 概览 设置 用户 任务 消息 日历 报告 "
    "帮助 搜索 下一步 返回 保存 取消 删除 编辑 关闭 打开 新建 全部 我们 您的 快速 简单 安全 城市 "
    "街道 河流 森林 桥梁 春天 音乐 学校 图书 网络 服务器 数据 项目 团队 结果 页面 文章 作者 今天 "
    "本周 年度 更多 下载 上传 分享 评论 收藏 的 和 在 是 与 从 到 为了 可以 已经 没有 如何 "
    "开始使用 查看详情 联系我们 版权所有 隐私政策"
)
_JAPANESE = _words(
    "ホーム 概要 製品 料金 お問い合わせ ログイン 登録 アカウント 注文 請求書 配送 設定 ユーザー "
    "タスク メッセージ カレンダー レポート ヘルプ 検索 次へ 戻る 保存 キャンセル 削除 編集 "
    "閉じる 開く 新規 すべて の を に は が と で から まで 速い 簡単 安全 都市 通り 川 森 橋 春 "
    "音楽 学校 本 ネットワーク サーバー データ プロジェクト チーム 結果 ページ 記事 著者 今日 "
    "詳細 ダウンロード 共有 コメント ください します できます"
)
_ARABIC = _words(
    "الرئيسية حول المنتجات الأسعار اتصل دخول حساب طلب فاتورة توصيل نظرة الإعدادات المستخدمون "
    "المهام الرسائل التقويم تقرير مساعدة بحث التالي رجوع حفظ إلغاء حذف تعديل إغلاق فتح جديد الكل "
    "من إلى في على مع بدون سريع بسيط آمن مدينة شارع نهر غابة جسر ربيع موسيقى مدرسة كتاب شبكة "
    "خادم بيانات مشروع فريق نتيجة صفحة مقال كاتب اليوم أسبوع سنة المزيد تحميل مشاركة تعليق "
    "الخصوصية"
)
_HEBREW = _words(
    "בית אודות מוצרים מחירים קשר כניסה חשבון הזמנה חשבונית משלוח סקירה הגדרות משתמשים משימות "
    "הודעות יומן דוח עזרה חיפוש הבא חזרה שמירה ביטול מחיקה עריכה סגירה פתיחה חדש הכל של את עם "
    "בלי אל מן מהיר פשוט בטוח עיר רחוב נהר יער גשר אביב מוזיקה ספר רשת שרת נתונים פרויקט צוות "
    "תוצאה דף מאמר מחבר היום שבוע שנה עוד הורדה שיתוף תגובה פרטיות"
)

LANGUAGES = (
    Language("de", 2.5, _GERMAN, latin=True),
    Language("fr", 2, _FRENCH, latin=True),
    Language("es", 2, _SPANISH, latin=True),
    Language("pl", 1, _POLISH, latin=True),
    Language("tr", 1, _TURKISH, latin=True),
    Language("ru", 2.5, _RUSSIAN),
    Language("uk", 0.5, _UKRAINIAN),
    Language("el", 1, _GREEK),
    Language("zh", 1.5, _CHINESE, spaced=False),
    Language("ja", 1, _JAPANESE, spaced=False),
    Language("ar", 1, _ARABIC, right_to_left=True),
    Language("he", 0.7, _HEBREW, right_to_left=True),
)
BY_CODE = {language.code: language for language in LANGUAGES}
