import { useTranslation } from 'react-i18next';

export default function Layout({ current, children }) {
  const { t } = useTranslation();
  const pages = ['berths', 'bookings', 'invoices', 'settings'];
  return (
    <div className="app">
      <header className="bar">
        <strong>{t('brand')}</strong>
        <nav>
          {pages.map((page) => (
            <a key={page} className={page === current ? 'on' : ''} href={`/${page}`}>
              {t(`nav.${page}`)}
            </a>
          ))}
        </nav>
      </header>
      <main>{children}</main>
      <footer>
        <span>{t('footer.office')}</span>
        <a href="/imprint">{t('footer.imprint')}</a>
      </footer>
    </div>
  );
}
