import { useTranslation } from 'react-i18next';

import Field from '../components/Field';
import Layout from '../components/Layout';

function Profile() {
  const { t } = useTranslation('settings', { keyPrefix: 'profile' });
  return (
    <section className="card">
      <h2>{t('heading')}</h2>
      <Field label={t('name')} />
      <Field label={t('email')} type="email" />
      <Field label={t('radio')} />
      <p className="note">{t('saved', { time: '14:05' })}</p>
    </section>
  );
}

function Notices() {
  const { t } = useTranslation('settings');
  const kinds = ['arrival', 'overdue', 'storm', 'quiet'];
  return (
    <section className="card">
      <h2>{t('notices.heading')}</h2>
      {kinds.map((kind) => (
        <label className="check" key={kind}>
          <input type="checkbox" /> {t(`notices.${kind}`)}
        </label>
      ))}
    </section>
  );
}

export default function Settings({ tab = 'profile' }) {
  const { t } = useTranslation('settings');
  return (
    <Layout current="settings">
      <h1>{t('title')}</h1>
      <div className="tabs">
        <a>{t('tabs.profile')}</a>
        <a>{t('tabs.notices')}</a>
        <a>{t('tabs.team')}</a>
      </div>
      {tab === 'profile' ? <Profile /> : <Notices />}
      <button className="primary">{t('common:actions.save')}</button>
      <button>{t('common:actions.cancel')}</button>
    </Layout>
  );
}
