import i18next from 'i18next';

import enBooking from './locales/en/booking.json';
import enCommon from './locales/en/common.json';
import enSettings from './locales/en/settings.json';
import deBooking from './locales/de/booking.json';
import deCommon from './locales/de/common.json';
import deSettings from './locales/de/settings.json';

i18next.init({
  lng: 'en',
  defaultNS: 'common',
  resources: {
    en: { common: enCommon, booking: enBooking, settings: enSettings },
    de: { common: deCommon, booking: deBooking, settings: deSettings },
  },
});

export default i18next;
